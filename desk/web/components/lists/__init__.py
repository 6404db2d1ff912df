"""Lists that go on from page to page: their state and place in the address, what is ticked, their export."""
