"""Mail on its way in: polled and kept, read in its turn, judged and read again."""
