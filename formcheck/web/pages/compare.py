"""Compare: two films side by side, what moved between them, and what makes that doubtful."""

from __future__ import annotations

import streamlit as st

from formcheck.metrics import Sides
from formcheck.report.comparison import Comparison, compare_data, comparison
from formcheck.report.moments import TITLES
from formcheck.report.stride_choice import MOMENTS
from formcheck.web import compare_parts as parts
from formcheck.web.compare_choose import Side, choose
from formcheck.web.pair.pair import Film, feet, pair
from formcheck.web.style import style
from formcheck.web.work import Result

_SIDES: dict[Sides, str] = {"same": "Each leg with itself", "mirrored": "Left with right"}


def page() -> None:
    """Show the choice and, once there are two films, what is between them."""
    style()
    st.title("Compare two films", anchor=False)
    st.write(
        "Before and after, left and right, slow and fast. What moved by more than the films would show by "
        "chance comes first. Films at one speed, from one side and in the same clothes compare best."
    )
    both = choose()
    if both is None:
        st.info("Two films are needed: measure another one, add a sample, or a report you kept earlier.")
        return
    sides = _which_legs()
    found = comparison(both[0].document, both[1].document, sides=sides)
    _doubts(found)
    _moved(found, both[1])
    _key_frames(both)
    _together(both, sides)
    _rest(found)


def _which_legs() -> Sides:
    chosen: Sides | None = st.segmented_control(
        "Legs",
        options=tuple(_SIDES),
        format_func=_SIDES.__getitem__,
        default="same",
        required=True,
        key="compare-sides",
        help="Left with right is for one film from either side, or for a film that was mirrored.",
    )
    return chosen or "same"


def _doubts(found: Comparison) -> None:
    if found.doubts:
        st.html(parts.doubts(found.doubts))
    else:
        st.caption(compare_data().words.no_doubt)


def _moved(found: Comparison, second: Side) -> None:
    words = compare_data().words
    told = len(found.moved) + len(found.stayed)
    if not found.moved:
        st.header(words.nothing_moved, anchor=False)
        return
    st.header(f"{words.moved}: {len(found.moved)} of {told} measures", anchor=False)
    st.write(words.moved_says)
    held = parts.bands(second.document)
    checked = [one for one in found.moved if one.name in held]
    others = [one for one in found.moved if one.name not in held]
    # Markdown keeps inline SVG; st.html would strip it.
    if checked:
        st.markdown(parts.moved(checked, held), unsafe_allow_html=True)
    if others:
        with st.expander(
            f"{len(others)} more that moved", icon=":material/straighten:", expanded=not checked
        ):
            st.markdown(parts.moved(others, held), unsafe_allow_html=True)


def _key_frames(both: tuple[Side, Side]) -> None:
    """Show the moments of both films, first and second side by side."""
    frames = [one.result.written.key_frames if one.result else {} for one in both]
    if not all(frames):
        return
    st.header("The same moments", anchor=False)
    with st.container(key="twins"):
        for moment in MOMENTS:
            if not all(moment in one for one in frames):
                continue
            st.markdown(f"**{TITLES[moment]}**")
            for column, word, one in zip(st.columns(2), ("First", "Second"), frames, strict=True):
                column.image(
                    str(one[moment]),
                    alt=f"{word} film at {TITLES[moment].lower()}",
                    caption=word,
                    width="stretch",
                )


def _together(both: tuple[Side, Side], sides: Sides) -> None:
    """Show both films, held together."""
    first, second = (one.result for one in both)
    if first is None or second is None or first.written.video is None or second.written.video is None:
        st.caption("Films stand side by side only where both were measured here and somebody runs.")
        return
    st.header("Both films together", anchor=False)
    pair(
        (first.written.video, second.written.video),
        (_film(first), _film(second)),
        feet(both[0].document, both[1].document, sides),
        (f"First: {both[0].label}", f"Second: {both[1].label}"),
        key=f"pair-{_shape(first, second)}-{both[0].id}-{both[1].id}-{sides}",
    )


def _shape(*results: Result) -> str:
    """Name the shape of the films: wide ones stand one above the other on a phone."""
    sources = [one.report.clip.source for one in results]
    return "wide" if all(one.width > one.height for one in sources) else "tall"


def _film(result: Result) -> Film:
    report = result.report
    t = report.clip.t - report.clip.t[0]
    start, stop = report.piece
    slower = report.motion.time_factor.value if report.motion else None
    times = tuple(round(float(one), 5) for one in t)
    return Film(times, slower or 1.0, times[start], times[stop - 1])


def _rest(found: Comparison) -> None:
    words = compare_data().words
    if found.stayed:
        st.header(words.stayed, anchor=False)
        st.write(words.stayed_says)
        with st.expander(f"{len(found.stayed)} measures", icon=":material/straighten:"):
            st.html(parts.stayed(found.stayed))
    if found.untold:
        st.header(words.untold, anchor=False)
        st.html(parts.untold(found.untold))
