"""People's words (reviews): only ever added; which are in force, and how they are laid over what was extracted."""
