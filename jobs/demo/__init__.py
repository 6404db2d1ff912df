"""`python -m jobs.demo`: the whole program over the sample mail, without a mail server."""
