"""Which film this tab is about: only an id is kept, in the session and in the address."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import BinaryIO

import streamlit as st

from formcheck.errors import FormcheckError
from formcheck.options import Options
from formcheck.plain import markdown
from formcheck.web.job import Job
from formcheck.web.jobs import Desk
from formcheck.web.work import CheckAgain, Result, check_form, in_place

_ID = "job_id"
_LAST = "last_job_id"
_KEPT = "kept_job_ids"
_PARAMETER = "job"
_OWNER = "owner"
MOST_KEPT = 4  # films of one tab that stay for comparing, the one it shows included


@st.cache_resource(show_spinner=False)
def desk() -> Desk[Result]:
    """Return the one desk that all tabs share."""
    return Desk(check_form, apart=True)


def current() -> Job[Result] | None:
    """Find this tab's job; a reload or a copied address finds it by the id in the address."""
    job_id = st.session_state.get(_ID) or st.query_params.get(_PARAMETER)
    if not job_id:
        return None
    job = desk().find(job_id)
    if job is None or job.state == "cancelled":
        leave()
        st.session_state.gone = True
        return None
    _show(job.id)
    return job


def finished() -> list[Job[Result]]:
    """Return the results this tab knows, the one it shows first."""
    job = current()
    found = (job, desk().find(job.before) if job is not None else None, last())
    done = [one for one in found if one is not None and one.state == "done"]
    return list({one.id: one for one in done}.values())


def kept() -> list[Job[Result]]:
    """Return this tab's finished films that are still there, the oldest first."""
    done = [job for job in map(desk().find, _ids()) if job is not None and job.state == "done"]
    return sorted(done, key=lambda job: job.finished_at or 0.0)


def start(film: BinaryIO, name: str, options: Options) -> None:
    """Put a film in line for this tab; finished ones stay for comparing, the oldest of too many go."""
    shown = desk().find(st.session_state.get(_ID))
    unfinished = shown.id if shown is not None and shown.state != "done" else None
    _make_room()
    _show(desk().submit(film, name, options, unfinished, _owner()))


def beside(film: BinaryIO, name: str, options: Options) -> str:
    """Put another film in line for comparing, and stay with the one this tab shows; return its id."""
    _make_room()
    job_id = desk().submit(film, name, options, owner=_owner())
    st.session_state[_KEPT] = [*st.session_state[_KEPT], job_id]
    return job_id


def _owner() -> str:
    """Tell this tab from others, in line."""
    return str(st.session_state.setdefault(_OWNER, secrets.token_hex(8)))


def _ids() -> list[str]:
    known = (*st.session_state.get(_KEPT, ()), st.session_state.get(_LAST), st.session_state.get(_ID))
    return list(dict.fromkeys(filter(None, known)))


def _make_room() -> None:
    """Keep the newest finished films and those that are still worked on; one more is about to come."""
    done = [job.id for job in kept()]
    shown = st.session_state.get(_ID)
    # The one that is shown stays, however old it is.
    old = [one for one in done if one != shown][: max(0, len(done) - MOST_KEPT + 1)]
    for job_id in old:
        desk().discard(job_id)
    st.session_state[_KEPT] = [one for one in _ids() if desk().find(one) is not None]


def again(job: Job[Result], options: Options) -> None:
    """Measure the same film once more with what the runner told; it is not watched anew.

    Numbers follow at once where they can, and the pictures later (`redraw`); else the work waits in line.
    Runs the page anew; where the film is no longer kept, says so instead.
    """
    assert job.result is not None
    try:
        report = in_place(job.result, options)
        if report is None:
            _show(desk().again(job.id, options, CheckAgain(job.result)))
            st.session_state[_LAST] = job.id
    except FormcheckError as error:
        st.error(markdown(error))
        return
    if report is not None:
        desk().amend(job.id, lambda result: replace(result, report=report))
        st.toast("Measured again.", icon=":material/check:")
    st.rerun()


def forget(job: Job[Result]) -> None:
    """Remove a film with all that was made of it, its landmarks too, and go back to choosing one."""
    from formcheck.kept import Shelf

    if job.result is not None:
        Shelf().forget(job.result.report.clip.source)
    desk().discard(job.id)
    leave()
    st.session_state.pop(_LAST, None)


def cancel(job_id: str) -> None:
    """Stop a job and let go of it; what it would have measured again is shown as it was."""
    job = desk().find(job_id)
    before = desk().find(job.before) if job is not None else None
    desk().discard(job_id)
    leave()
    if before is not None:
        reopen(before.id)


def leave() -> None:
    """Go back to choosing a film; the last result stays until another film comes in."""
    st.session_state[_LAST] = st.session_state.pop(_ID, None)
    st.query_params.pop(_PARAMETER, None)


def last() -> Job[Result] | None:
    """Return the finished job this tab left, if it is still kept."""
    job = desk().find(st.session_state.get(_LAST))
    return job if job is not None and job.state == "done" else None


def reopen(job_id: str) -> None:
    """Go back to a result this tab left."""
    _show(job_id)


def _show(job_id: str) -> None:
    st.session_state[_ID] = job_id
    if st.query_params.get(_PARAMETER) != job_id:
        st.query_params[_PARAMETER] = job_id
