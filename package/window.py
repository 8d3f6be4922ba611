"""The packaged program with a window: what a person starts by its icon or by a double click on a book."""

import sys

from ui.__main__ import main

sys.exit(main())
