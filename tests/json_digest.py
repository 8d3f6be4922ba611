"""The digest of a book's JSON, made as docs/json.md tells others to make it; shares no code with the program."""

import hashlib
import json
from typing import Any

Told = dict[str, Any]


def digest(told: Told) -> str:
    """What the last line of the file must say; half a letter is let through, so that it can be tried."""
    lines = [told["format"], told["book"]]
    for name, table in told["tables"].items():
        lines += [json.dumps(name), _compact(table["columns"]), *map(_compact, table["rows"])]
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode(errors="surrogatepass")).hexdigest()


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
