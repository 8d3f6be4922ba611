"""Keeping books safe: copies, repair, and making a book again from what was written out."""
