"""How plots look: colours, lines, font and the settings of plotly, on light and on dark pages."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from formcheck.motion import Leg
from formcheck.report.plots.bands import Word
from formcheck.report.verdicts import LOOKS

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
FONT_PX = 13
SMALL_PX = 12  # nothing is smaller
# Given to st.plotly_chart or plotly.io.to_html with every figure of this package.
CONFIG: Mapping[str, Any] = {
    "displaylogo": False,
    "displayModeBar": False,
    "staticPlot": False,
    "scrollZoom": False,
    "doubleClick": "reset",
    "responsive": True,
}
DASHES: Mapping[Leg, str] = {"near": "solid", "far": "dash"}
_LINE_CHARS = 54  # of SMALL_PX letters fit beside the margins of a phone


@dataclass(frozen=True, slots=True)
class Tones:
    """Colours on one kind of page. Near and far keep the orange and blue of the lines on the film.

    Orange and blue stay apart for colour-blind eyes; solid and dashed lines, and words, say the same.
    """

    near: str
    far: str
    ink: str
    quiet: str
    grid: str
    paper: str

    def leg(self, leg: Leg | None) -> str:
        """Colour of a leg; the whole body is drawn as the near one."""
        return self.far if leg == "far" else self.near


LIGHT = Tones("#c25e00", "#2468b0", "#1d2126", "#565e6b", "rgba(29,33,38,0.13)", "#ffffff")
DARK = Tones("#ffaa40", "#a8ceee", "#e9ebee", "#aab2bf", "rgba(233,235,238,0.16)", "#1d2126")


def tones(dark: bool) -> Tones:
    """Colours for a page."""
    return DARK if dark else LIGHT


def zone_colour(word: Word, dark: bool) -> str:
    """Colour of a zone's word; its ground is the same, much paler."""
    if word == "usual":
        return tones(dark).quiet
    return LOOKS[word].dark if dark else LOOKS[word].light


def faded(colour: str, opacity: float) -> str:
    """Return ``#rrggbb`` as see-through ``rgba``."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def template(dark: bool) -> Any:
    """Return the ``layout.Template`` of all figures: see-through ground, system font, small margins."""
    from plotly.graph_objects import layout

    tone = tones(dark)
    axis = {
        "gridcolor": tone.grid,
        "linecolor": tone.grid,
        "zeroline": False,
        "ticks": "outside",
        "tickcolor": tone.grid,
        "ticklen": 4,
        "tickfont": {"size": SMALL_PX, "color": tone.quiet},
        "title": {"font": {"size": FONT_PX, "color": tone.ink}, "standoff": 6},
        "automargin": True,
        "fixedrange": True,  # a finger that scrolls the page shall not zoom the plot
    }
    hover = {"font": {"family": FONT, "size": FONT_PX, "color": tone.ink}, "bgcolor": tone.paper}
    return layout.Template(
        layout={
            "font": {"family": FONT, "size": FONT_PX, "color": tone.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 48, "r": 12, "t": 40, "b": 44},
            "hovermode": "closest",
            "clickmode": "event+select",
            "dragmode": False,
            "hoverlabel": {**hover, "align": "left"},
            "legend": {"font": {"size": FONT_PX}, "orientation": "h", "itemsizing": "trace"},
            "separators": ".",
            "xaxis": axis,
            "yaxis": axis,
        }
    )


def wrapped(text: str) -> list[str]:
    """Break a sentence into lines that fit a phone."""
    return textwrap.wrap(text, _LINE_CHARS)


def entitle(figure: Figure, title: str, lines: list[str], dark: bool, *, room: int = 0) -> int:
    """Set title and small lines under it; return the height above the plot, which grows with them.

    Parameters
    ----------
    figure
        Changed in place.
    title, lines
        What is drawn, and how to read it.
    dark
        Kind of page.
    room
        Pixels kept free between the lines and the plot.
    """
    small = [part for line in lines for part in wrapped(line)]
    body = "".join(f"<br>{part}" for part in small)
    text = f"<b>{title}</b>"
    if small:
        text += f'<span style="font-size:{SMALL_PX}px;color:{tones(dark).quiet}">{body}</span>'
    top = 40 + 17 * len(small) + room
    figure.update_layout(
        title={
            "text": text,
            "font": {"size": 16},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 16, "l": 4},
        },
        margin={"t": top},
    )
    return top


def stacked(heights: Sequence[float], spacing: float, dark: bool, *, shared: bool = False) -> Figure:
    """Return a figure of rows with these heights; `spacing` is a share of the whole."""
    import plotly.graph_objects as go
    from plotly.subplots import make_subplots

    return make_subplots(
        rows=len(heights),
        cols=1,
        shared_xaxes=shared,
        row_heights=list(heights),
        vertical_spacing=spacing,
        figure=go.Figure(layout={"template": template(dark)}),
    )


def set_height(figure: Figure, top: int, plot: int, below: int) -> None:
    """Set the height from that above, of, and below the plot, with the legend at the lower end."""
    legend = {"x": 0, "y": 0, "yref": "container", "yanchor": "bottom", "traceorder": "reversed"}
    figure.update_layout(height=top + plot + below, margin={"b": below}, legend=legend)


def empty(title: str, reasons: tuple[str, ...], dark: bool) -> Figure:
    """Return a figure that draws nothing and says why."""
    import plotly.graph_objects as go

    figure = go.Figure(layout={"template": template(dark)})
    top = entitle(figure, title, list(reasons), dark)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.update_layout(height=top + 20, margin={"b": 8})
    return figure
