"""The command line: the program without a window, for batch work, for tests and for whoever checks from outside.

The contract is the page on the command line; its exit codes are in ``terminal``. Nothing here knows Qt or SQL. What
the window is and how the tour is drawn comes from outside as ``Doors``, so that window and terminal stay strangers.
"""

from ui.command_line.run import run
from ui.command_line.syntax import Doors

__all__ = ["Doors", "run"]
