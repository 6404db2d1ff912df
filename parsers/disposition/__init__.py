"""What a message is for the notice (disposition), and which messages are of one candidate (record linkage)."""
