r"""Words from outside, made plain for the place where they are shown.

Names of files, titles, lists, answers and reports that were kept may hold anything. They travel as they are
and are made plain where they leave: on a page, in Markdown, in a table, in JSON, on a terminal. Signs that
nobody sees or that turn text round are replaced everywhere (`formcheck.names.shown`).
"""

from __future__ import annotations

import html
import re

from formcheck.names import shown

# A spreadsheet takes a cell that begins with one of these for a formula and runs it; the wide ones count too.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")
# Emphasis, code, links, pictures, HTML, formulas, struck text, entities, and Streamlit's own ``:red[...]``.
_MARKDOWN = re.compile(r"[\\`*\[\]<>$~&^]|(?<![^\W_])_|_(?![^\W_])|:(?=\w|//)|^[-+=#]")
_NUMBERED = re.compile(r"^(\d+)([.)])")
# Legal in JSON, yet a terminal or an editor that shows the file would obey them; half a pair is no UTF-8.
_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: object) -> str:
    r"""Return text on one line: breaks and tabs become blanks, other signs that cannot be shown are replaced.

    >>> one_line("a\nb\x1b[31m")
    'a b�[31m'
    """
    return shown(re.sub(r"\r\n|[\t\n\r\v\f\x85\u2028\u2029]", " ", str(text)))


def escape(text: object) -> str:
    """Return text for HTML and SVG, between tags or in a quoted attribute; also where Markdown holds them.

    It stays on one line: an empty line would end a piece of HTML in Markdown, and what follows would count.

    >>> escape('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(one_line(text), quote=True)


def markdown(text: object) -> str:
    r"""Return text for Markdown as the page reads it, so that it shows as it is.

    >>> markdown("![x](http://a) is *new*: $1$")
    '!\\[x\\](http\\://a) is \\*new\\*: \\$1\\$'
    """
    plain = _MARKDOWN.sub(lambda sign: f"\\{sign[0]}", one_line(text).strip())
    return _NUMBERED.sub(r"\1\\\2", plain)


def cell(value: str | float | None) -> str:
    """Return what a cell of a CSV file holds: nothing for None, and words that no spreadsheet runs.

    >>> cell("=1+1"), cell("-5"), cell(-5.0)
    ("'=1+1", '-5', '-5')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return f"{value:.6g}"
    text = one_line(value)
    if _NUMBER.fullmatch(text):
        return text
    runs = value.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS)
    return f"'{text}" if runs else text


def json_text(text: str) -> str:
    r"""Return JSON that says the same, with what cannot be shown written as ``\uXXXX``.

    >>> json_text('"a\u202eb"')
    '"a\\u202eb"'
    """
    return _UNPRINTED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
