"""Confined workers: their walls, their pool, what one mail may cost, how they answer."""
