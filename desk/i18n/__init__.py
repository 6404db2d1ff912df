"""The reader's language: texts, dates, numbers, the words for codes."""
