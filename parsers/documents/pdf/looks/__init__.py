"""Whether a page looks like its text: strange letters, a trial of its fonts, and OCR as a third look."""
