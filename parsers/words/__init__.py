"""Words of the rules that are patterns still: claims of tenure, and kinds of papers. All others are in the lexicon."""
