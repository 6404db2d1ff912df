"""People's data: shown to whom it is about, kept for a time, erased when that is over or a person asks."""
