"""What is set on pages: dossiers, tables and minutes as PDF, the pages of documents that have no look of their own."""
