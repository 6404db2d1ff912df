"""Mails: applying, answering without a person, recommending, giving up, the notice's own words."""
