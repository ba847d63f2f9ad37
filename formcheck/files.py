"""A file is the old one or the new one, whole."""

from __future__ import annotations

import secrets
from pathlib import Path


def put_whole(path: Path, content: bytes) -> None:
    """Write beside and rename, so that whoever reads `path` finds the old file or the new one.

    Raises
    ------
    OSError
        When it cannot be written; then the old one stays and nothing lies beside it.
    """
    partial = path.with_name(f".partial-{secrets.token_hex(4)}-{path.name}")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
