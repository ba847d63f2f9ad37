"""The viewer in the page: what goes to it, and what it tells back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from formcheck.errors import OptionError
from formcheck.gait import Correction
from formcheck.web.viewer.scene import Scene
from formcheck.web.viewer.seen import Seen
from formcheck.web.words import words, written

_HERE = Path(__file__).parent
# In this order: a browser reads them as one program.
_PARTS = ("film", "edits", "stage", "lines", "marks", "bars", "timeline", "readout", "controls", "viewer")


@dataclass(frozen=True, slots=True)
class ViewerState:
    """What the viewer tells.

    Attributes
    ----------
    frame
        Number in the clip of the frame it rests on; None before the film has been shown.
    corrections
        Footsteps set by hand, against those in the scene.
    """

    frame: int | None
    corrections: tuple[Correction, ...]


def _read(*names: str) -> str:
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in names)


_VIEWER = st.components.v2.component(
    "formcheck_viewer",
    html=written(_HERE / "viewer.html", words("viewer")),
    css=_read("viewer.css", "timeline.css"),
    js=_read(*(f"{part}.js" for part in _PARTS)),
)
# Bytes reach a component only when they are all it is given, and all it is given is sent again when a part
# of it changes. So the film and what changes often have components of their own: a nudge does not send the
# scene, and a new scene does not send the film.
_CARRIER = st.components.v2.component("formcheck_film", js=_read("carrier.js"))
_NOTE = st.components.v2.component("formcheck_note", js=_read("note.js"))


def viewer(
    film: Path,
    scene: Scene,
    *,
    key: str,
    jump: int | None = None,
    given: Sequence[Correction] = (),
    seen: Seen | None = None,
) -> ViewerState:
    """Show the film with its lines; the best place for it is inside a fragment.

    Parameters
    ----------
    film
        From `write_proxy`.
    scene
        From `formcheck.web.viewer.scene.scene`, for the same span.
    key
        Its name in the page; corrections are kept under it, so another film wants another key.
    jump
        Frame to go to; give it in the one run that asks for it (a callback uses `jump_to`).
    given
        Corrections that hold already, such as those of a result that was left and opened again; they count
        until the viewer tells its own.
    seen
        The finding that sent the runner here, to be told beside the picture.
    """
    if jump is not None:
        jump_to(key, jump)
    note = {
        "viewer": key,
        "jump": st.session_state.get(_jumps(key)),
        "corrections": [asdict(one) for one in _told(key, given).corrections],
        "seen": None if seen is None else asdict(seen),
    }
    with st.container(key=f"{key}-viewer", gap=None):
        _VIEWER(
            key=key,
            data={"viewer": key, "scene": scene.to_json(), "words": dict(words("viewer").said)},
            on_frame_change=_nothing,
            on_corrections_change=_nothing,
        )
        _NOTE(key=f"{key}-note", data=note, height=1)
        _CARRIER(key=f"{key}-film", data=_parcel(film, key), height=1)
    return _told(key, given)


def jump_to(key: str, frame: int) -> None:
    """Move a viewer to a frame of the clip; made for ``on_click=jump_to, args=(key, frame)``."""
    last = st.session_state.get(_jumps(key))
    st.session_state[_jumps(key)] = {"frame": frame, "count": 1 + (last["count"] if last else 0)}


def _told(key: str, given: Sequence[Correction]) -> ViewerState:
    """Read what the viewer told last; anything that is not of its shape is left out."""
    state = st.session_state.get(key) or {}
    frame = state.get("frame")
    told = state.get("corrections")
    if told is None:
        return ViewerState(int(frame) if isinstance(frame, int | float) else None, tuple(given))
    corrections = tuple(one for one in map(_correction, told) if one is not None)
    return ViewerState(int(frame) if isinstance(frame, int | float) else None, corrections)


def _correction(told: Any) -> Correction | None:
    """Check one correction that came from the page.

    >>> _correction({"leg": "near", "kind": "toe_off", "was_s": 1, "now_s": None})
    Correction(leg='near', kind='toe_off', was_s=1.0, now_s=None)
    >>> _correction({"leg": "middle"}) is None
    True
    """
    if not isinstance(told, dict):
        return None
    was, now = (_seconds(told.get(name)) for name in ("was_s", "now_s"))
    try:
        return Correction(told.get("leg"), told.get("kind"), was, now)  # type: ignore[arg-type]
    except OptionError:
        return None


def _seconds(told: object) -> float | None:
    return float(told) if isinstance(told, int | float) else None


def _parcel(film: Path, key: str) -> bytes:
    """Pack the film behind a line that says whose it is and which."""
    data = film.read_bytes()
    head = json.dumps({"viewer": key, "film": hashlib.sha256(data).hexdigest()}).encode()
    return len(head).to_bytes(4, "little") + head + data


def _jumps(key: str) -> str:
    return f"{key}-jump"


def _nothing() -> None:
    """Keep the state; naming it is what makes it known."""
