"""The commands that show or export what came in: tables for people, JSON and CSV for programs."""
