"""People's words: only ever added, laid over what was extracted."""
