"""report.html: one file that holds everything, to read, keep, print or show to somebody."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from formcheck.advice import Band, Finding, Moment, asked, headline, red_flag_heading
from formcheck.advice.data import knowledge
from formcheck.advice.left_out import left_out
from formcheck.advice.usual import compared
from formcheck.clip.picture import Rgb
from formcheck.metrics import Drift, Measurement
from formcheck.motion import Leg
from formcheck.report.environment import environment
from formcheck.report.moments import TITLES, leg_words
from formcheck.report.plots.inline import charts
from formcheck.report.sources import answered
from formcheck.report.stride_choice import MOMENTS
from formcheck.report.understood import heading, sureness, tells_little, understood
from formcheck.report.units import number, unit_words
from formcheck.report.value import Report
from formcheck.report.verdicts import HABIT_LOOKS, LOOKS, VerdictLook


@dataclass(frozen=True, slots=True)
class Photo:
    """A key frame ready for the page."""

    title: str
    uri: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with its look, its picture (shown once) or where that picture stands."""

    finding: Finding
    look: VerdictLook
    photo: Photo | None = None
    photo_stands_in: str = ""
    limits: str = ""


def render(
    report: Report,
    key_frames: Mapping[Moment, Rgb],
    far_key_frames: Mapping[Moment, Rgb] | None = None,
    *,
    film: str | None = None,
    beat: str | None = None,
) -> str:
    """Return the page.

    Parameters
    ----------
    report
        What is known.
    key_frames
        Pictures of the near leg by moment; may be empty.
    far_key_frames
        Those of the far leg; may be missing.
    film
        Name of the annotated film beside the page, to link to.
    beat
        Name of the sound file beside the page, to link to.
    """
    photos, far = _photos(report, "near", key_frames), _photos(report, "far", far_key_frames or {})
    change, open_cards = _cards(report, photos)
    used = {card.photo.title for card in (*change, *open_cards) if card.photo}
    return (
        environment()
        .get_template("report.html")
        .render(
            report=report,
            understood=understood(report),
            looks=LOOKS,
            habit_looks=HABIT_LOOKS,
            said=asked().said,
            flag_heading=red_flag_heading(report.red_flags),
            change=change,
            open_cards=open_cards,
            good=[one for one in report.findings if one.verdict == "good"],
            unseen=[one for one in report.findings if one.verdict == "not visible"],
            moments=[photo for photo in photos.values() if photo.title not in used],
            far_moments=list(far.values()),
            heading=heading(report),
            headline=headline(report.findings),
            film_again=not change and tells_little(report),
            groups=_groups(report.measurements),
            withheld=_withheld(report.measurements),
            sureness=sureness(report),
            film=film,
            plan=report.plan,
            beat=beat,
            articles=knowledge().articles,
            answered=answered(),
            compared=compared(),
            judged_drift=_judged_drift(report),
            left_out=left_out(),
            charts=charts(report),
        )
    )


def _judged_drift(report: Report) -> list[Drift]:
    """Return what moves among the measures that checks rest on: of many measures some move by chance."""
    judged = {check.measurement for check in knowledge().checks.values()}
    return [one for one in report.drift if one.name in judged and one.leg != "far"]


def _cards(report: Report, photos: Mapping[Moment, Photo]) -> tuple[list[Card], list[Card]]:
    """Tell findings in full: those to change in their order, then what stays open."""
    stands_in: dict[Moment, str] = {}

    def card(finding: Finding) -> Card:
        place = stands_in.get(finding.moment, "")
        photo = None if place else photos.get(finding.moment)
        if photo is not None:
            stands_in[finding.moment] = finding.title
        return Card(finding, LOOKS[finding.verdict], photo, place, limits(finding.band))

    ranked = report.three_things()
    still_open = [
        one
        for one in report.findings
        if one not in ranked and one.verdict in ("change", "watch", "too close to call")
    ]
    return [card(one) for one in ranked], [card(one) for one in still_open]


def limits(band: Band) -> str:
    """Put a band into words, such as ``Good: up to 28 %; change: above 38 %``."""

    def edge(word: str, x: float | None) -> str:
        return "" if x is None else f"{word} {number(x, _digits(x))}{unit_words(band.unit)}"

    if band.good_low is not None and band.good_high is not None:
        low = number(band.good_low, _digits(band.good_low))
        good = edge(f"{low} to", band.good_high)
    else:
        good = edge("from", band.good_low) or edge("up to", band.good_high)
    beyond = " or ".join(filter(None, (edge("below", band.watch_low), edge("above", band.watch_high))))
    return "; ".join(filter(None, (good and f"Good: {good}", beyond and f"change: {beyond}")))


def _digits(x: float) -> int:
    return 0 if float(x).is_integer() else 1


def _photos(report: Report, leg: Leg, key_frames: Mapping[Moment, Rgb]) -> dict[Moment, Photo]:
    return {
        moment: _photo(f"{TITLES[moment]}, {leg_words(report, leg)}", key_frames[moment])
        for moment in MOMENTS
        if moment in key_frames
    }


def _photo(title: str, rgb: Rgb) -> Photo:
    from formcheck.report.keyframes import jpeg

    data = base64.b64encode(jpeg(rgb)).decode("ascii")
    return Photo(title, f"data:image/jpeg;base64,{data}", rgb.shape[1], rgb.shape[0])


def _groups(measurements: Sequence[Measurement]) -> list[list[Measurement]]:
    """Known measurements of the same name stand together, in their first order."""
    groups: dict[str, list[Measurement]] = {}
    for one in measurements:
        if one.value is not None:
            groups.setdefault(one.name, []).append(one)
    return list(groups.values())


def _withheld(measurements: Sequence[Measurement]) -> dict[str, list[str]]:
    """Titles of what cannot be known, by reason: one reason often holds for many."""
    sides: dict[tuple[str, str], list[str]] = {}
    for one in measurements:
        if one.value is None:
            sides.setdefault((one.reason or "cannot tell", one.title), []).append(one.side or "")
    reasons: dict[str, list[str]] = {}
    for (reason, title), which in sides.items():
        one_sided = len(which) == 1 and which[0]
        reasons.setdefault(reason, []).append(f"{title} ({which[0]})" if one_sided else title)
    return reasons
