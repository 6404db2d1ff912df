"""Whether what was read may be told: of which work a passage is, who serves in schools, what would say the opposite."""
