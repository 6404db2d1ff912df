"""What a text is: a CV, a letter, a diploma."""
