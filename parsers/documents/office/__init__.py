"""OpenDocument, RTF, slides and spreadsheets, and what all Office packages share."""
