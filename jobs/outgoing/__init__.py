"""What leaves the house: letters to candidates, alerts to who runs the program, the closing report."""
