"""How a sentence means what it says: of whom, when, in whose words; and how it is quoted."""
