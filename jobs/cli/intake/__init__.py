"""The commands that take mail in or read it: `poll`, `run`, `reingest`, `inspect`."""
