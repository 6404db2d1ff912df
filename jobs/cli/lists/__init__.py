"""What came in: tables for people, JSON and CSV for programs."""
