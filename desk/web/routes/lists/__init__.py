"""The addresses of many candidates: lists and searches, several at once, what is taken away of them."""
