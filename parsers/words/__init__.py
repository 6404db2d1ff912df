"""Words of the rules that are patterns still: kinds of papers."""
