"""Programs and processes that readers use, and what this machine has of them."""
