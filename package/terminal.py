"""The packaged program on a terminal: the same words as ``python3 start.py``."""

import sys

from ui.__main__ import main

sys.exit(main())
