"""The printable dossier."""
