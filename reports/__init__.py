"""Reports: a statement becomes a worded Document, a Document becomes paper, a sheet or text."""
