"""PDF: every page by two readers, by OCR where they do not tell what it shows."""
