"""How much of a file from outside is looked at: beyond these a named problem is said, quickly and in bounded memory.

They lie far above what a cash book or a bank statement holds, and low enough for a laptop of 4 GB.
"""

FILE_MOST = 64 * 1024 * 1024
"""Bytes of a file."""

UNPACKED_MOST = 160 * 1024 * 1024
"""Bytes of a workbook's parts when they are unpacked, whatever its directory declares."""

PARTS_MOST = 2_000
"""Parts of a workbook."""

SHEETS_MOST = 100
ROWS_MOST = 300_000
COLUMNS_MOST = 250

CELLS_MOST = 6_000_000
"""Cells of one sheet, the empty ones between the filled ones included: that is what reading it takes in memory."""

TEXTS_MOST = 512 * 1024 * 1024
"""Letters of a workbook's sheet, were every text as long as the longest."""

LINE_MOST = 1_000_000
"""Letters of one line of a CSV file."""

CELL_MOST = 131_072
"""Letters of one cell of a CSV file."""

TEXT_MOST = 500
"""Letters of a description, as for whatever is recorded by hand."""

NAME_MOST = 120
"""Letters of an account's name."""

HEADINGS_WITHIN = 200
"""Rows in which the headings are looked for."""

NEW_ACCOUNTS_MOST = 1_000
"""Accounts that one file may bring along; more mean that the wrong column is taken for the account."""
