"""My plan: what to do until the next film."""

from __future__ import annotations

import streamlit as st

from formcheck.advice import Answers, habits
from formcheck.advice.asked import SAFETY
from formcheck.advice.plan import Offer, Plan, plan
from formcheck.advice.plan_data import plan_data
from formcheck.report import Report
from formcheck.report.metronome import metronome
from formcheck.web import addresses, cards, exercise, flags, plan_parts, session, told, whence
from formcheck.web.style import style


def page() -> None:
    """Show the plan for this tab's film and answers."""
    style()
    answers = told.told()
    report = next((job.result.report for job in session.finished() if job.result), None)
    st.title("My plan", anchor=False)
    known = (report.findings, report.measurements) if report else ((), ())
    made = plan(*known, answers)
    flags.show(answers)
    if made.held_back:
        _held_back(made)
        return
    _based_on(report, answers)
    _lead(made)
    _beat(made)
    _routine(made)
    _week(made)
    _next(made)
    _habits(answers)
    _later(made)


def _held_back(made: Plan) -> None:
    st.html(
        plan_parts.sentence(made.held_back) + whence.of_pieces((SAFETY,), source=plan_data().held_back.source)
    )
    addresses.link("questions", "Change my answers")


def _based_on(report: Report | None, answers: Answers) -> None:
    """Say what the plan is made from, and how it could know more."""
    if report is None:
        st.write("There is no film yet, so this is what the articles offer everybody.")
        addresses.link("check", "Film yourself for a plan of your own")
    else:
        st.html(plan_parts.quiet(f"Made from your film {report.name} and your answers, on this computer."))
    if answers == Answers():
        addresses.link("questions", "Two minutes of questions make it fit you")


def _lead(made: Plan) -> None:
    """Show the one cue and the one drill."""
    lead = made.lead
    if lead is None:
        if made.no_drill:
            st.write(made.no_drill)
        return
    with st.container(border=True):
        st.html(plan_parts.cue(made.cue, lead.title))
        st.html(
            whence.folded(
                lead.articles, lead.evidence, plan_parts.pieces_of(lead), named="Where this comes from"
            )
        )
    if made.drill is not None:
        st.header("The one drill", anchor=False)
        _exercises((Offer(made.drill),), "drill")


def _beat(made: Plan) -> None:
    beat = made.beat
    if beat is None:
        return
    with st.container(border=True):
        st.subheader(f"A beat to run to: {beat.target_spm} steps a minute", anchor=False)
        st.write(
            f"You ran {beat.own_spm} steps a minute. This beat is a little quicker. Let it play while you "
            "practise, one click for each step; leave it when it feels hurried."
        )
        sound = _sound(beat.target_spm)
        st.audio(
            sound, format="audio/wav", loop=True, alt=f"A click for each step, {beat.target_spm} a minute"
        )
        st.download_button(
            "Download the beat",
            data=sound,
            file_name=f"metronome_{beat.target_spm}.wav",
            mime="audio/wav",
            icon=":material/music_note:",
            on_click="ignore",
        )
        st.html(plan_parts.cadence_source())


@st.cache_data(max_entries=4, show_spinner=False)
def _sound(spm: int) -> bytes:
    return metronome(spm)


def _routine(made: Plan) -> None:
    source = plan_data().routine
    st.header("Before each run: warm up", anchor=False)
    _exercises(tuple(Offer(one) for one in made.warm_up), "warm")
    st.header("Strength, twice a week", anchor=False)
    _exercises(made.strength, "strength")
    st.header("Stretching, after a run", anchor=False)
    _exercises(made.stretch, "stretch")
    st.html(plan_parts.quiet(made.stop) + whence.of_pieces(plan_data().stop.pieces))
    st.html(
        whence.folded(
            (), (), source.pieces, source=source.source, named="Why these exercises, and why in this order"
        )
    )


def _exercises(offers: tuple[Offer, ...], key: str) -> None:
    for number, offer in enumerate(offers):
        with st.container(border=True):
            exercise.show(exercise.card(offer.exercise, offer.because, f"-{key}{number}"))


def _week(made: Plan) -> None:
    data = plan_data().week
    st.header("Your week", anchor=False)
    st.html(plan_parts.week(made.week) + whence.of_pieces(data.pieces, source=data.source))


def _next(made: Plan) -> None:
    data = plan_data()
    st.header("And then", anchor=False)
    for said, row in ((made.film_again, data.film_again), (made.milestone, data.milestones)):
        with st.container(border=True):
            st.html(plan_parts.sentence(said) + whence.of_pieces(row.pieces, source=row.source))
    addresses.link("film", "How to film")


def _habits(answers: Answers) -> None:
    found = [one for one in habits(answers) if one.verdict == "worth a thought"]
    if found:
        st.header("Habits worth a thought", anchor=False)
        for habit in found:
            with st.container(border=True):
                st.html(cards.habit(habit))


def _later(made: Plan) -> None:
    if made.later:
        st.header("For later", anchor=False)
        st.write("The articles name these as well, for when the others feel easy.")
        exercise.show("".join(exercise.folded(one, "-later") for one in made.later))
