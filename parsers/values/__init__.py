"""The values that pass between rooms: frozen, keyword-only, nothing but their own shape."""
