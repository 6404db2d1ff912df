"""What kind of document a text is: a CV, a letter, a diploma."""
