"""The distance of the last weeks: asked for week by week, and drawn at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from formcheck.advice import Answers, Week, asked, weekly_load
from formcheck.advice.wording import plain
from formcheck.plain import escape
from formcheck.web.told import key

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

FIELD = "weekly_km"
# In the middle between light and dark: seen on either ground.
_USUAL, _JUMP, _LINE = "#2a8ca3", "#d9622b", "#8a94a6"


def name_of(ago: int) -> str:
    """Say how long ago a week was.

    >>> name_of(1), name_of(4)
    ('Last week', '4 weeks ago')
    """
    return "Last week" if ago == 1 else f"{ago} weeks ago"


def ask(answers: Answers) -> tuple[float | None, ...] | None:
    """Show a field for each week, the oldest first, and return what was told; None when nothing was."""
    question = asked().every_question()[FIELD]
    many = question.at_most
    before = answers.weekly_km or ()
    held = (None,) * (many - len(before)) + before
    st.write(f"**{question.ask}**")
    st.caption(f"In {question.unit}, the last week at the end. Leave a week empty that you do not know.")
    given: list[float | None] = []
    with st.container(horizontal=True, gap="small", key="weeks"):
        for ago, km in zip(range(many, 0, -1), held, strict=True):
            name = key(f"{FIELD}-{ago}")
            if name not in st.session_state:
                st.session_state[name] = km
            given.append(st.number_input(name_of(ago), value=None, step=1.0, format="%g", key=name, width=80))
    while given and given[0] is None:
        given.pop(0)
    return tuple(given) or None


def show(answers: Answers) -> None:
    """Draw the weeks, with the usual level and each jump; nothing when no week is known."""
    load = weekly_load(answers)
    if not any(week.km is not None for week in load.weeks):
        return
    st.plotly_chart(
        chart(load.weeks),
        key="weeks-chart",
        width="stretch",
        config={"displayModeBar": False, "scrollZoom": False},
    )
    jump = load.jump is True
    sign = '<i aria-hidden="true">▲</i> ' if jump else ""
    st.html(f'<p class="fc-weeks{" fc-jump" if jump else ""}">{sign}{escape(load.sentence)}</p>')
    st.caption(in_words(load.weeks))


def in_words(weeks: tuple[Week, ...]) -> str:
    """Tell the picture in words, for who does not see it."""
    told = [
        f"{name_of(ago).lower()} {'not known' if week.km is None else f'{plain(week.km)} km'}"
        f"{' (a jump)' if week.jump else ''}"
        for ago, week in zip(range(len(weeks), 0, -1), weeks, strict=True)
    ]
    return f"The picture in words: {', '.join(told)}."


def chart(weeks: tuple[Week, ...]) -> Figure:
    """Draw one bar a week; the line over a bar is the usual level before that week."""
    import plotly.graph_objects as go

    names = [name_of(ago).replace(" weeks ago", "").replace("Last week", "last") for ago in _agos(weeks)]
    bars = go.Bar(
        x=names,
        y=[week.km for week in weeks],
        marker={
            "color": [_JUMP if week.jump else _USUAL for week in weeks],
            "pattern": {"shape": ["/" if week.jump else "" for week in weeks], "solidity": 0.25},
        },
        text=["" if week.km is None else "jump<br>" * bool(week.jump) + plain(week.km) for week in weeks],
        textposition="outside",
        textangle=0,
        textfont={"size": 12},
        constraintext="none",
        hovertemplate="%{y} km<extra></extra>",
        cliponaxis=False,
        showlegend=False,
    )
    usual = go.Scatter(
        x=names,
        y=[week.usual for week in weeks],
        mode="markers",
        marker={"symbol": "line-ew", "size": 16, "line": {"color": _LINE, "width": 4}},
        name="usual before that week",
        hovertemplate="usual %{y:.1f} km<extra></extra>",
    )
    figure = go.Figure([bars, usual])
    highest = max(x for week in weeks for x in (week.km, week.usual) if x is not None)
    figure.update_layout(
        title={"text": "Distance run, km a week", "font": {"size": 15}, "y": 0.98, "yanchor": "top"},
        height=310,
        margin={"l": 8, "r": 8, "t": 72, "b": 8},
        dragmode=False,
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1.04, "yanchor": "bottom"},
    )
    figure.update_xaxes(
        fixedrange=True,
        type="category",
        title={"text": "weeks ago"},
        categoryarray=names,
        categoryorder="array",
    )
    figure.update_yaxes(fixedrange=True, range=[0, max(1.0, 1.3 * highest)])
    return figure


def _agos(weeks: tuple[Week, ...]) -> range:
    return range(len(weeks), 0, -1)
