"""What several pages share: rendering, the list's state, charts, marked passages, downloads, typed values."""
