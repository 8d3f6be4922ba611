"""The two ways to use the program: command line and window."""
