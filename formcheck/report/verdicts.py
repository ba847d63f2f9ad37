"""How each verdict looks: always a colour, a word and a shape together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from formcheck.advice import HabitVerdict, Verdict


@dataclass(frozen=True, slots=True)
class VerdictLook:
    """Look of one verdict.

    Attributes
    ----------
    word
        Shown beside the shape.
    shape
        Name of the drawing: tick, eye, arrow, tilde or dash.
    sign
        The shape as one character, for terminals.
    light, dark
        Colour on a light and on a dark page; both reach 4.5 to 1 against their ground.
    """

    word: str
    shape: str
    sign: str
    light: str
    dark: str


LOOKS: dict[Verdict, VerdictLook] = {
    "good": VerdictLook("good", "tick", "✓", "#17703f", "#62d39b"),
    "watch": VerdictLook("watch", "eye", "◉", "#8a5a00", "#f2bd4b"),
    "change": VerdictLook("change", "arrow", "➜", "#b83c0a", "#ff9d66"),
    "too close to call": VerdictLook("too close to call", "tilde", "~", "#565e6b", "#aab2bf"),
    "not visible": VerdictLook("not visible", "dash", "–", "#565e6b", "#aab2bf"),
}

# Habits look like findings of the same weight, in words of their own.
HABIT_LOOKS: dict[HabitVerdict, VerdictLook] = {
    "fine": replace(LOOKS["good"], word="fine"),
    "worth a thought": replace(LOOKS["watch"], word="worth a thought"),
}
