"""The words of the frame viewer and of the player of two films: words.toml, read, checked and handed out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What is said of one number of a frame.

    Attributes
    ----------
    title, definition
        Its name and what it is, with its sign.
    also
        How it stands to what the cards tell, where they would differ.
    """

    title: str
    definition: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one component.

    Attributes
    ----------
    page
        For its HTML, by the name that stands there.
    said
        For its JavaScript.
    keys
        Keys to press, and what they do.
    numbers
        Of the numbers it shows, by their machine names.
    """

    page: Mapping[str, str]
    said: Mapping[str, str]
    keys: Mapping[str, str]
    numbers: Mapping[str, NumberWords]


@cache
def words(of: Literal["viewer", "pair"]) -> Words:
    """Return the words of a component.

    Raises
    ------
    ValueError
        When the file holds something that is not known, or anything but words.
    """
    told = tomllib.loads(files("formcheck.web").joinpath("words.toml").read_text(encoding="utf-8"))[of]
    unknown = set(told) - {"page", "said", "keys", "numbers"}
    if unknown:
        raise ValueError(f"words.toml: nothing is called {', '.join(sorted(unknown))}")
    page, said, keys = (_texts(told.get(part, {}), f"{of}.{part}") for part in ("page", "said", "keys"))
    numbers = {
        name: NumberWords(**_texts(one, f"{of}.numbers.{name}"))
        for name, one in told.get("numbers", {}).items()
    }
    return Words(page, said, keys, numbers)


def _texts(told: Mapping[str, Any], where: str) -> dict[str, str]:
    for name, text in told.items():
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"words.toml: {where}.{name} says nothing")
    return dict(told)


def written(html: Path, of: Words) -> str:
    """Return a component's HTML with its words in place; a name without words is an error."""
    from jinja2 import Environment, StrictUndefined

    # Not the mapping itself: its own methods would be found before a word of their name.
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(html.read_text(encoding="utf-8")).render(
        w=SimpleNamespace(**of.page), keys=of.keys
    )
