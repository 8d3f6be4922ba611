"""One module per page of the window. A page knows the session and the tasks, never the window or another page."""
