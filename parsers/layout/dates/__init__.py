"""Dates and stretches of time in a text: a small grammar over the words that dates are told with."""
