"""Experience in guiding pupils and adults in their choice of studies and work (orientation)."""
