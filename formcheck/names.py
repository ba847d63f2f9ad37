"""Names of files as they can be shown: on one line, and unable to steer a terminal or turn text round."""

from __future__ import annotations

import unicodedata

_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}  # controls, bytes that are no text, line breaks
_TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def shown(name: object) -> str:
    r"""Return a name or path with what cannot be shown replaced; any other language and emoji stay.

    >>> shown("my\nfilm.mp4")
    'my�film.mp4'
    """
    return "".join(
        "\ufffd" if unicodedata.category(sign) in _UNSEEN or sign in _TURNING else sign for sign in str(name)
    )
