"""The command line as its contract says: words, JSON, exit codes; and whoever breaks in finds no traceback."""
