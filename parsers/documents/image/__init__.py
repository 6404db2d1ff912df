"""Pictures of pages to text."""
