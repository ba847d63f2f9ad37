"""Words as somebody who means harm would name a film, fill in a list, or write into a kept report."""

from __future__ import annotations

import unicodedata

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "single quote": "' onmouseover='alert(1)",
    "svg": "</title></svg><svg onload=alert(1)>",
    "style": "</style><style>@import 'http://evil.invalid/x.css'</style>",
    "formula": '=HYPERLINK("http://evil.invalid","x")',
    "other formulas": "@SUM(1)",
    "ansi": "\x1b[31mred\x1b]0;title\x07",
    "8-bit ansi": "\x9b31mred",
    "turned": "run\u202egpm.exe",
    "isolated": "\u2066x\u2069",
    "path": "../../etc/passwd",
    "long": "x" * 255,
    "template": "${7*7}{{7*7}}{% raw %}",
    "markdown link": "[x](javascript:alert(1))",
    "markdown picture": "![x](http://evil.invalid/x.png)",
    "markdown after html": "a\n\n![x](http://evil.invalid/x.png)\n\n<b>",
    "latex": "$x$ $$y$$",
    "directive": ":red[x] :material/home:",
    "rich": "[red]x[/red] [link=http://evil.invalid]y[/link]",
    "lines": "one\r\ntwo\u2028three\x00",
    "half a pair": "film\udcff.mp4",
}

_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def unseen(text: str, allowed: str = "\n") -> set[str]:
    """Return the signs in a text that steer a terminal, break a line or turn text round."""
    steering = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")}
    return (steering | (_TURNING & set(text))) - set(allowed)
