"""Whose words a mail's text is: quotes, forwards, signatures."""
