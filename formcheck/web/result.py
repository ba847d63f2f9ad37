"""The result: what was understood, what to change, the pictures, everything measured."""

from __future__ import annotations

import streamlit as st

from formcheck.advice import Finding, asked, headline
from formcheck.plain import escape
from formcheck.report import Report, Written
from formcheck.report.moments import TITLES
from formcheck.report.understood import heading, sentence, sureness, tells_little, understood
from formcheck.web import (
    addresses,
    arrive,
    cards,
    curves,
    facts,
    flags,
    forget,
    key_pictures,
    light_table,
    measures,
    redraw,
    session,
    speed,
    take_along,
    told,
    upright,
)
from formcheck.web.downloads import downloads
from formcheck.web.job import Job
from formcheck.web.pages import film
from formcheck.web.work import Result

_SEEN = {
    "walking": "This looks like walking",
    "other": "This does not look like running",
    "nobody": "No runner found in this film",
}


def result(job: Job[Result]) -> None:
    """Show a finished job."""
    assert job.result is not None
    answers = told.told()  # puts what was told before the film beside it
    report, written = job.result.report, job.result.written
    with st.container():
        flagged = flags.show(answers)
    _top(report)
    arrive.here()
    if report.runs:
        _running(job, report, written, flagged=flagged)
    else:
        _not_running(job, report)
    told.write_down(job)
    st.subheader("Take it along", anchor=False)
    downloads(job.result.written)
    take_along.take_along(job)
    forget.forget(job)


def _running(job: Job[Result], report: Report, written: Written, *, flagged: bool) -> None:
    """Show what is known of somebody who runs.

    Each part that may grow or vanish when something is told has a container of its own: else all that stands
    below it would be made anew, and the light table would forget its frame and what can be undone.
    """
    with st.container():
        _understood(job, report)
    with st.container():
        redraw.redraw(job)
    with st.container():
        _notes(report)
    with st.container():
        _things(job, report, written)
    _next_steps()
    with st.container():
        if not flagged:
            st.html(f'<p class="fc-flag"><i aria-hidden="true">✚</i>{escape(asked().said.ask_somebody)}</p>')
    with st.container():
        if not light_table.light_table(job):
            _film(report, written)
    key_pictures.key_pictures(written, report)
    st.subheader("Your curves", anchor=False)
    curves.curves(job)
    _others(report)
    _table(report)


def _top(report: Report) -> None:
    name, button = st.columns([3, 1], vertical_alignment="center")
    name.html(f'<h1 class="fc-quiet">Your film: {escape(report.name)}</h1>')
    button.button("Check another film", on_click=session.leave, icon=":material/replay:", width="stretch")


def _understood(job: Job[Result], report: Report) -> None:
    st.html(cards.pills(understood(report)))
    speed.ask(job)
    with st.expander("Something here is not so? Tell us and measure again", icon=":material/tune:"):
        options = facts.ask("after", report.options, part=report.clip.sampling.partly)
        if st.button("Measure again", disabled=options is None) and options is not None:
            session.again(job, options)
    if report.motion is not None:
        with st.expander("Set the plumb line yourself", icon=":material/straighten:"):
            upright.ask(job)


def _notes(report: Report) -> None:
    said = dict.fromkeys((*report.notes, *report.clip.warnings))  # in order, each once
    sentences = [one for one in said if report.runs or one != report.gait.activity.reason]
    if sentences:
        rows = "".join(f"<li>{escape(sentence(one))}</li>" for one in sentences)
        st.html(f'<div class="fc-notes"><b>About this film</b><ul>{rows}</ul></div>')


def _things(job: Job[Result], report: Report, written: Written) -> None:
    st.header(heading(report), anchor=False)
    st.html(f"<p>{escape(headline(report.findings))}</p>{cards.good_already(report.findings)}")
    if tells_little(report):
        addresses.link("film", "How to film so that it can tell more")
    for finding in report.three_things():
        _card(job, finding, written)


def _card(job: Job[Result], finding: Finding, written: Written) -> None:
    with st.container(border=True):
        st.html(cards.heading(finding))
        of_leg = written.far_key_frames if finding.measurement.leg == "far" else written.key_frames
        frame = of_leg.get(finding.moment) or written.key_frames.get(finding.moment)
        if frame is None:
            st.html(cards.body(finding))
        else:
            picture, text = st.columns([2, 3])
            picture.image(str(frame), alt=f"You at {TITLES[finding.moment].lower()}", width="stretch")
            text.html(cards.body(finding))
        with st.expander("Why we say this"):
            st.html(cards.reasons(finding))
        with st.container(horizontal=True):
            light_table.see(job, finding)
            if finding.verdict in ("watch", "change"):
                addresses.link("plan", "See it in my plan")


def _next_steps() -> None:
    with st.container(horizontal=True):
        addresses.link("plan", "My plan")
        addresses.link("questions", "Two minutes of questions about you")
        addresses.link("self_tests", "Tests to do at home")
        addresses.link("compare", "Compare with another film")


def _film(report: Report, written: Written) -> None:
    if written.video is not None:
        st.subheader("You, with the lines drawn", anchor=False)
        # Begin where the measured piece begins (whole seconds are all the player takes).
        begin = int(report.clip.t[report.piece[0]] - report.clip.t[0])
        st.video(str(written.video), start_time=begin, loop=True, muted=True)


def _others(report: Report) -> None:
    shown = {finding.id for finding in report.three_things()}
    rest = [finding for finding in report.findings if finding.id not in shown]
    groups = (
        ("Worth an eye later", ("change", "watch")),
        ("Good already", ("good",)),
        ("Still open", ("too close to call",)),
    )
    for title, verdicts in groups:
        chosen = [finding for finding in rest if finding.verdict in verdicts]
        if chosen:
            st.subheader(title, anchor=False)
            st.html(cards.named(chosen))
    hidden = [finding for finding in rest if finding.verdict == "not visible"]
    unknown = [one for one in report.measurements if one.value is None]
    if hidden or unknown:
        st.subheader("What this film cannot tell", anchor=False)
        if hidden:
            st.html(cards.named(hidden))
        if unknown:
            st.html(cards.untold(unknown))
        addresses.link("film", "How to film so that it can")
        addresses.link("self_tests", "What no film can tell: four short self-tests")


def _table(report: Report) -> None:
    if report.measurements:
        with st.expander("All measures", icon=":material/straighten:"):
            st.caption("Middle value over the strides, and the range it lies in 19 times out of 20.")
            st.html(measures.table(report.measurements, measures.usual_for(report)))
    with st.expander("How sure we are", icon=":material/target:"):
        st.html(f'<ul class="fc-plain">{"".join(f"<li>{escape(one)}</li>" for one in sureness(report))}</ul>')


def _not_running(job: Job[Result], report: Report) -> None:
    activity = report.gait.activity
    st.header(_SEEN.get(activity.name, "No running in this film"), anchor=False)
    st.html(f"<p>{escape(sentence(activity.reason))}</p>")
    _notes(report)
    _understood(job, report)
    st.subheader("How to film so that it works", anchor=False)
    film.guide()
