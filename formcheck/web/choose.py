"""Choose a film: upload one, or try a sample."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import streamlit as st

from formcheck.errors import FormcheckError
from formcheck.options import Options
from formcheck.plain import markdown
from formcheck.web import facts, session, uploads
from formcheck.web.samples import ENDINGS, samples, spoken

_ROUND = "upload_round"
_FIRST_SAMPLE = "sore_back_right"  # there is something to find in it


def choose() -> None:
    """Show the upload, the samples and the folded fields; a chosen film starts at once."""
    try:
        largest = uploads.largest_mb()
    except FormcheckError as error:
        st.error(markdown(error))
        return
    upload, sample = st.columns([3, 1], vertical_alignment="bottom")
    # A new key empties the uploader, which would else keep the whole film in memory.
    film = upload.file_uploader(
        "Choose a video",
        type=list(ENDINGS),
        max_upload_size=largest,
        help=uploads.sentence(largest),
        key=f"film-{st.session_state.get(_ROUND, 0)}",
    )
    with st.expander("What you know about the film (optional)", icon=":material/tune:"):
        st.caption("Leave empty what you do not know. You can also add it later and measure again.")
        options = facts.ask("before")
    with sample:
        clip = _picked_sample(disabled=options is None)
    if options is None:
        return
    if film is not None:
        _begin(film, film.name, options)
    elif clip is not None:
        with clip.open("rb") as file:
            _begin(file, clip.name, options)


def _begin(film: BinaryIO, name: str, options: Options) -> None:
    try:
        session.start(film, name, options)
    except FormcheckError as error:
        st.error(markdown(error))
        return
    uploads.give_back(film)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def _picked_sample(disabled: bool) -> Path | None:
    """Offer one sample by one click, and the others behind a second."""
    clips = samples()
    if not clips:
        return None
    first = next((clip for clip in clips if clip.stem == _FIRST_SAMPLE), clips[0])
    if st.button("Try it with a sample", disabled=disabled, width="stretch"):
        return first
    others = [clip for clip in clips if clip != first]
    if others:
        with st.popover("Other samples", disabled=disabled, width="stretch"):
            pressed = [st.button(markdown(spoken(clip)), type="tertiary") for clip in others]
        return next((clip for clip, yes in zip(others, pressed, strict=True) if yes), None)
    return None
