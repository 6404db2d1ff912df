"""The message: headers, bodies, parts, forwards, quotes."""
