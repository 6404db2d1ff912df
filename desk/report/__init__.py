"""The closing report as people read it: its words, its text and its page."""
