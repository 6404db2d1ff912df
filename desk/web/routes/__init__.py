"""The page's addresses, a module a subject."""
