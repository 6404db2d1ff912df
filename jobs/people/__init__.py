"""People's data: erased when a person asks or its time is over."""
