"""The closing report."""
