"""Years of service and the career they are counted from."""
