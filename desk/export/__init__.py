"""What is taken away, or shown at a terminal: columns, CSV, JSON, workbooks, tables."""
