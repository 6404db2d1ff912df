"""The candidate's name: where a text tells it, how names are read, compared and weighed."""
