"""The page's addresses, a module a subject: one candidate, many, letters, and what is over all of them."""
