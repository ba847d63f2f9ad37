"""The fields for what only the runner knows about a film; all of them may stay empty."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import streamlit as st

from formcheck.errors import OptionError
from formcheck.options import Facing, ModelName, Options
from formcheck.plain import markdown

_FACING = {None: "find out", "left": "left", "right": "right"}
_MODELS = {"heavy": "heavy: better", "full": "full: faster"}


def ask(key: str, given: Options | None = None, *, part: bool = False) -> Options | None:
    """Show the fields and return what was told, or None (and say why) when a number cannot be.

    Parameters
    ----------
    key
        Keeps two sets of fields apart.
    given
        What was told before.
    part
        Ask for the part of the film to look at as well; for long ones.
    """
    given = given or Options()
    left, right = st.columns(2)
    facing: Facing | None = left.selectbox(
        "You face the picture's",
        options=(None, *get_args(Facing)),
        index=(None, *get_args(Facing)).index(given.facing),
        format_func=_FACING.__getitem__,
        key=f"{key}-facing",
    )
    speed = _number(
        right, "Belt speed, km/h", given.speed_kmh, f"{key}-speed", "Gives lengths in centimetres."
    )
    height = _number(
        left, "Your height, cm", given.height_cm, f"{key}-height", "Gives lengths in centimetres."
    )
    incline = _number(right, "Incline, %", given.incline_pct, f"{key}-incline", "0 is flat.")
    rate = _number(
        left,
        "Filmed at, frames a second",
        given.capture_fps,
        f"{key}-rate",
        "For slow motion: 120 or 240 on most phones.",
    )
    model: ModelName = right.selectbox(
        "Model",
        options=get_args(ModelName),
        index=get_args(ModelName).index(given.model),
        format_func=_MODELS.__getitem__,
        key=f"{key}-model",
    )
    since, until = _part(key, given) if part else (given.from_s, given.until_s)
    try:
        return replace(
            given,
            from_s=since,
            until_s=until,
            facing=facing,
            speed_kmh=speed,
            height_cm=height,
            incline_pct=incline,
            capture_fps=rate,
            model=model,
        )
    except OptionError as error:
        st.warning(f"One number looks odd: {markdown(error)}", icon=":material/edit:")
        return None


def _part(key: str, given: Options) -> tuple[float | None, float | None]:
    left, right = st.columns(2)
    hint = "Seconds from the beginning of the film."
    since = _number(left, "Look at the film from, s", given.from_s, f"{key}-from", hint)
    return since, _number(right, "Up to, s", given.until_s, f"{key}-until", hint)


def _number(
    place: st.delta_generator.DeltaGenerator, label: str, value: float | None, key: str, hint: str
) -> float | None:
    """Ask for a number without limits of its own: `Options` knows them and explains them."""
    answer: float | None = place.number_input(
        label, value=value, step=1.0, format="%g", key=key, placeholder="not known", help=hint
    )
    return answer
