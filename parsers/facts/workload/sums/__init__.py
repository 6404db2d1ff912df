"""The loads of posts that are held at once, which make up the whole together."""
