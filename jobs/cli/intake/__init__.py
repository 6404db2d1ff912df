"""Mail comes in."""
