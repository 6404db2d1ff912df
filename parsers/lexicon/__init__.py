"""The words of the field as data: `fr/ nl/ de/ en/` hold one file for each subject, one phrase a line.

`syntax.py` says how a phrase is written, `tokens.py` what a word of a text is, `automaton.py` finds all phrases of all
sets in one pass over a text, `vocabulary.py` loads the files and is what readers ask.
"""
