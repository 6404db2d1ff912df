"""The characters of a PDF page as they are drawn."""
