"""Reports of mail servers on mail that could not be delivered: in their standard form and in words."""
