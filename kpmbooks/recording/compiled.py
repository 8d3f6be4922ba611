"""Our own content, compiled: TOML is for those who write it, and reading it takes longer than painting the home page.

``content`` gives what a TOML file says, from the JSON beside it where that was made from exactly this text, else from
the TOML itself. ``python -m kpmbooks.recording.compiled`` compiles; a test tells when somebody forgot it.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).with_name("content")


def content(source: Path) -> dict[str, Any]:
    """What the TOML file ``source`` says; raises ValueError where it is none."""
    text = source.read_bytes()
    try:
        made = json.loads(source.with_suffix(".json").read_bytes())
        if made["of"] == _digest(text):
            found: dict[str, Any] = made["content"]
            return found
    except (OSError, ValueError, KeyError, TypeError):
        pass  # not there, or not whole: the TOML has it all
    return read_toml(text.decode())


def read_toml(text: str) -> dict[str, Any]:
    """What TOML says; raises ValueError. The reader is only brought in where there is TOML to read."""
    import tomllib

    return tomllib.loads(text)


def compiled(source: Path) -> str:
    """The JSON that stands for the TOML file ``source``."""
    text = source.read_bytes()
    told = {"of": _digest(text), "content": read_toml(text.decode())}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def sources() -> list[Path]:
    """The files that are compiled."""
    return sorted(CONTENT.glob("*.toml"))


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


if __name__ == "__main__":
    for one in sources():
        one.with_suffix(".json").write_text(compiled(one), encoding="utf-8")
