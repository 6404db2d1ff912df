"""The words of the field as data: a folder for each language holds one file for each subject, one phrase a line.

A further language is a folder more: Luxembourgish (`lb/`) was added so, without a line of Python.

`syntax.py` says how a phrase is written, `tokens.py` what a word of a text is, `automaton.py` finds all phrases of all
sets in one pass over a text, `vocabulary.py` loads the files and is what readers ask.
"""
