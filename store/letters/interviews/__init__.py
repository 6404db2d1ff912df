"""Interviews: slots, who has which, moved and cancelled; answers read back; the jury's calendar addresses."""
