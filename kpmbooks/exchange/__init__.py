"""Files from outside and for outside: what can be taken into a book, and what a book can be written out as."""
