"""Which two films are compared: this tab's own, samples, or reports kept from earlier."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from formcheck.errors import FormcheckError
from formcheck.options import Options
from formcheck.plain import escape, markdown, one_line
from formcheck.report.document import document
from formcheck.report.read import parse_document
from formcheck.report.schema import Document
from formcheck.web import addresses, session
from formcheck.web.job import Job
from formcheck.web.samples import samples, spoken
from formcheck.web.work import Result
from formcheck.web.working import working

_LOADED = "compare-loaded"
_CHOSEN = "compare-chosen"
_WAITING = "compare-waiting"
_ROUND = "compare-upload-round"
_PLACES = ("first", "second")
_TITLES = ("First film, such as before", "Second film, such as after")
_NOT_YET = "none yet"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the films that can be compared.

    Attributes
    ----------
    id
        Its name in the tab.
    label
        Its name for people.
    document
        What was measured.
    result
        The film and its pictures; None for a report kept from earlier.
    """

    id: str
    label: str
    document: Document
    result: Result | None = None


def choose() -> tuple[Side, Side] | None:
    """Show the two choices and what else can be chosen from; None until there are two."""
    _take_finished()
    sides = _sides()
    chosen = _fitting(tuple(sides))
    for place, title, column in zip((0, 1), _TITLES, st.columns(2), strict=True):
        column.selectbox(
            title,
            options=tuple(sides) or (None,),
            index=None if chosen[place] is None else tuple(sides).index(chosen[place] or ""),
            format_func=lambda one: sides[one].label if one in sides else _NOT_YET,
            placeholder="Choose a film",
            # The key follows the choice: what was chosen elsewhere shows at once.
            key=f"compare-{place}-{chosen[place]}-{len(sides)}",
            on_change=_choose,
            args=(place, f"compare-{place}-{chosen[place]}-{len(sides)}"),
        )
    _add(any(chosen))
    first, second = (sides.get(one or "") for one in chosen)
    return (first, second) if first is not None and second is not None else None


def _sides() -> dict[str, Side]:
    """Gather what can be chosen, each with a label of its own."""
    found = [_of_job(job) for job in session.kept()]
    # A reload finds films by their ids in the address.
    linked = (session.desk().find(st.query_params.get(place)) for place in _PLACES)
    known = {one.id for one in found}
    found += [_of_job(job) for job in linked if job and job.state == "done" and job.id not in known]
    found += list(st.session_state.get(_LOADED, {}).values())
    sides: dict[str, Side] = {}
    for one in found:
        alike = sum(other.label.split(" (")[0] == one.label for other in sides.values())
        label = f"{one.label} ({alike + 1})" if alike else one.label
        sides[one.id] = Side(one.id, label, one.document, one.result)
    return sides


def _of_job(job: Job[Result]) -> Side:
    assert job.result is not None
    told = document(job.result.report)
    return Side(job.id, _label(told), told, job.result)


def _label(told: Document) -> str:
    """Name, speed and when it was measured."""
    speed = f"{told.options.speed_kmh:g} km/h" if told.options.speed_kmh is not None else ""
    return " · ".join(filter(None, (one_line(told.clip.title), speed, _when(told.provenance.created_utc))))


def _when(utc: str) -> str:
    """Say a time of the clock here; nothing when it is no time.

    >>> _when("soon")
    ''
    """
    try:
        at = datetime.fromisoformat(utc)
    except ValueError:
        return ""
    here = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone()
    return f"{here.day} {here:%b %H:%M}"


def _fitting(ids: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Take what was chosen before, or told in the address, or the last two films of this tab."""
    told = st.session_state.get(_CHOSEN) or tuple(st.query_params.get(place) for place in _PLACES)
    first, second = (one if one in ids else None for one in told)
    if first is None and second is None and ids:
        second = ids[-1] if len(ids) > 1 else None
        first = ids[-2] if len(ids) > 1 else ids[0]
    elif second is None:
        second = next((one for one in reversed(ids) if one != first), None)
    elif first is None:
        first = next((one for one in reversed(ids) if one != second), None)
    _remember((first, second))
    return first, second


def _remember(chosen: tuple[str | None, str | None]) -> None:
    st.session_state[_CHOSEN] = chosen
    for place, one in zip(_PLACES, chosen, strict=True):
        if one is not None and st.query_params.get(place) != one:
            st.query_params[place] = one


def _choose(place: int, key: str) -> None:
    chosen = list(st.session_state.get(_CHOSEN) or (None, None))
    chosen[place] = st.session_state.get(key)
    _remember((chosen[0], chosen[1]))


def _turn() -> None:
    first, second = st.session_state[_CHOSEN]
    _remember((second, first))


def _add(some: bool) -> None:
    """Offer more to choose from."""
    waiting = session.desk().find(st.session_state.get(_WAITING))
    if waiting is not None and not waiting.over:
        st.html(f'<p class="fc-quiet">Measuring the sample “{escape(spoken(Path(waiting.film.name)))}”</p>')
        working(waiting.id, _stop)
    with st.container(horizontal=True, vertical_alignment="center"):
        if some:
            st.button("Exchange", on_click=_turn, icon=":material/swap_horiz:", help="First becomes second.")
        with st.popover("Add a sample", icon=":material/movie:"):
            st.caption("It is measured like a film of yours, which takes a minute or so.")
            for clip in samples():
                st.button(
                    markdown(spoken(clip)),
                    key=f"compare-sample-{clip.stem}",
                    type="tertiary",
                    on_click=_begin,
                    args=(clip,),
                )
        with st.popover("Add a report kept earlier", icon=":material/data_object:"):
            _load()
        addresses.link("check", "Measure another film")
    if error := st.session_state.pop("compare-error", ""):
        st.error(markdown(error))


def _begin(clip: Path) -> None:
    """Put a sample in line; the film this tab shows stays."""
    try:
        with clip.open("rb") as film:
            st.session_state[_WAITING] = session.beside(film, clip.name, Options())
    except (FormcheckError, OSError) as error:
        st.session_state["compare-error"] = str(error)


def _stop(job_id: str) -> None:
    session.desk().discard(job_id)
    st.session_state.pop(_WAITING, None)


def _take_finished() -> None:
    """Choose a sample that is done as the second film; say why one could not be measured."""
    job = session.desk().find(st.session_state.get(_WAITING))
    if job is None or not job.over:
        return
    del st.session_state[_WAITING]
    if job.state == "failed":
        st.session_state["compare-error"] = job.error
        return
    first = (st.session_state.get(_CHOSEN) or (None, None))[0]
    _remember((first, job.id))


def _load() -> None:
    """Take report.json files; a new key empties the uploader."""
    given = st.file_uploader(
        "A report.json that formcheck wrote",
        type=["json"],
        max_upload_size=50,
        key=f"compare-report-{st.session_state.get(_ROUND, 0)}",
        help="It holds numbers and no pictures, so the films cannot be shown side by side.",
    )
    if given is None:
        return
    try:
        told = parse_document(given.getvalue(), given.name)
    except FormcheckError as error:
        st.error(markdown(error))
        return
    side_id = f"report-{hashlib.sha256(given.getvalue()).hexdigest()[:12]}"
    loaded = st.session_state.get(_LOADED, {})
    st.session_state[_LOADED] = {**loaded, side_id: Side(side_id, f"{_label(told)}, numbers only", told)}
    # What was measured earlier is most often what came before.
    second = st.session_state.get(_CHOSEN) or (None, None)
    _remember((side_id, second[1] or second[0]))
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()
