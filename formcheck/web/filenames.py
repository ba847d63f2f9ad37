"""A name that is safe to write to disk, made from the one a browser sent."""

from __future__ import annotations

import re

_LONGEST = 60  # characters; four bytes each still fit any file system


def safe_name(name: str) -> str:
    r"""Keep the last part of a name, with letters, digits, blanks and a few signs.

    >>> safe_name("../../etc/My run (1).MOV")
    'My run (1).MOV'
    >>> safe_name("C:\\films\\..")
    'film'
    """
    last = re.split(r"[/\\]", name)[-1]
    clean = re.sub(r"[^\w .()\-]", "_", last).strip(" .")
    if len(clean) > _LONGEST:
        clean = clean[: _LONGEST - 15] + clean[-15:]
    return clean or "film"
