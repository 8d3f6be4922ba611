"""The program as a folder that runs without Python: built, tried out and packed. Never imported by the program."""
