"""What is taken away: columns, CSV, JSON, workbooks."""
