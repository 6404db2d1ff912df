"""The addresses of interviews: the board and what is done on it, the jury's calendars and sheets."""
