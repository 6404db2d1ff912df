"""Worker processes: their confinement, their pool, what one mail may cost, how they answer."""
