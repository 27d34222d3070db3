"""What a screening found, for each organisation: a review sheet and a letter that somebody can send."""
