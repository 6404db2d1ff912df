"""The head of a dated entry: its rows, their parts, and the function and employer that they name."""
