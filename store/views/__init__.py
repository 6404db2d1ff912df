"""What the page, the commands and exports read: plain values, and `Views` that fetches them."""
