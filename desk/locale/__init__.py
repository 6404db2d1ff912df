"""The translations of the page, dossiers and spreadsheets, and the command that brings them up to date."""
