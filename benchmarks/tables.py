"""Markdown tables of judged films."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from benchmarks.found import Checked, Zone
from benchmarks.judge import Judged, Legs, MeasureError
from benchmarks.stats import EVENTS, centres_of, errors_of, held, number, offs, rms, spread, table

Array = NDArray[np.float64]
Group = tuple[str, str, str]

# What most of the advice hangs on; shown by frame rate and by how the camera stood.
KEY = (
    ("trunk_lean", None),
    ("overstride_ankle", "near"),
    ("shank_angle_at_contact", "near"),
    ("knee_flexion_at_contact", "near"),
    ("vertical_oscillation", None),
    ("posture_angle", None),
)


def _grouped(films: Sequence[Judged]) -> dict[Group, list[MeasureError]]:
    groups: dict[Group, list[MeasureError]] = defaultdict(list)
    for one in chain.from_iterable(film.measures for film in films):
        groups[one.name, one.leg or "", one.unit].append(one)
    return groups


def measures_table(films: Sequence[Judged]) -> list[str]:
    """Bias, spread and limits of agreement of every measure, and what its intervals are worth."""
    rows = []
    for (name, leg, unit), group in _grouped(films).items():
        off = offs(group)
        inside, told = held(group)
        row = [f"{name} {leg}".strip(), unit, f"{len(off)} of {len(group)}"]
        if len(off):
            bias, sd = float(off.mean()), spread(off)
            joints = [
                one.measured - one.by_joints
                for one in group
                if one.measured is not None and one.by_joints is not None
            ]
            row += [
                number(bias, sign=True),
                number(float(np.mean(joints)), sign=True) if joints else "",
                number(sd),
                number(rms(off)),
                f"{number(bias - 1.96 * sd, sign=True)} to {number(bias + 1.96 * sd, sign=True)}",
                f"{inside} of {told} ({100 * inside / told:.0f} %)" if told else "",
            ]
        rows.append(row + [""] * (9 - len(row)))
    head = ["measure", "unit", "told", "bias", "bias by joints", "SD", "RMSE", "95 % limits", "interval held"]
    return table(head, rows)


def events_table(films: Sequence[Judged]) -> list[str]:
    """Error of contacts and toe-offs: the part a whole film shares, and the scatter within a film."""
    rows = []
    for kind in EVENTS:
        for leg in ("near", "far"):
            own = [
                one
                for film in films
                for one in film.events
                if (one.kind, one.leg) == (kind, leg) and one.off_ms
            ]
            if not own:
                continue
            centres = np.array([np.mean(one.off_ms) for one in own])
            within = np.concatenate([np.array(one.off_ms) - np.mean(one.off_ms) for one in own])
            rows.append(
                [
                    f"{kind.replace('_', ' ')}, {leg}",
                    str(len(own)),
                    str(sum(len(one.off_ms) for one in own)),
                    number(float(centres.mean()), sign=True),
                    number(spread(centres)),
                    number(rms(within)),
                    str(sum(one.missed for one in own)),
                    str(sum(one.invented for one in own)),
                ]
            )
    head = [
        "event",
        "films",
        "found",
        "bias, ms",
        "SD between films",
        "SD within a film",
        "missed",
        "invented",
    ]
    return table(head, rows)


def _bins(films: Sequence[Judged], of: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    out: dict[str, list[Judged]] = defaultdict(list)
    for film in films:
        out[of(film)].append(film)
    return dict(sorted(out.items()))


def conditions_table(films: Sequence[Judged], what: str, of: Callable[[Judged], str]) -> list[str]:
    """RMSE (and bias) of the key measures and contacts, films grouped by a condition."""
    rows = []
    for name, group in _bins(films, of).items():
        cells = [name, str(len(group))]
        for key, leg in KEY:
            off = offs(errors_of(group, key, leg))
            cells.append(f"{number(rms(off))} ({number(float(off.mean()), sign=True)})" if len(off) else "")
        for kind in EVENTS:
            ms = centres_of(group, kind, "near")
            cells.append(f"{number(rms(ms), 0)} ({number(float(ms.mean()), 0, True)})" if len(ms) else "")
        rows.append(cells)
    names = [f"{name} {leg or ''}".replace("_", " ").strip() for name, leg in KEY]
    return table([what, "films", *names, "contact near, ms", "toe-off near, ms"], rows)


def _limits(edges: Sequence[float], value: float) -> str:
    """Name the bin a value falls into; in the order of the alphabet they are in order of size."""
    k = int(np.searchsorted(edges, value, side="right"))
    if k == 0:
        return f"under {edges[0]:g}"
    return f"{edges[k - 1]:g} to {edges[k]:g}" if k < len(edges) else f"{edges[-1]:g} and more"


def by_conditions(films: Sequence[Judged]) -> list[str]:
    """Key measures by frame rate, roll, yaw and pitch of the camera."""
    views: list[tuple[str, Callable[[Judged], str]]] = [
        ("filmed at", lambda one: f"{one.filmed_fps:3.0f} a second"),
        ("roll, degrees", lambda one: _limits((0, 1, 2), abs(one.roll))),
        ("camera off square, degrees", lambda one: _limits((0, 5, 10), abs(one.yaw))),
        ("camera looking up or down, degrees", lambda one: _limits((0, 4, 8), abs(one.pitch))),
    ]
    out: list[str] = []
    for what, of in views:
        out += [*conditions_table(films, what, of), ""]
    return out


def understood_lines(films: Sequence[Judged]) -> list[str]:
    """Say what was made of the films before anything was measured."""
    lines = []
    for name, told in (
        ("activity", [film.understood.activity for film in films]),
        ("view", [film.understood.view for film in films]),
        ("facing", [film.understood.facing for film in films]),
        ("real time or slow motion", [film.understood.clock for film in films]),
    ):
        known = [one for one in told if one is not None]
        lines.append(
            f"- {name}: right in {sum(known)}, wrong in {len(known) - sum(known)}, "
            f"left open in {len(told) - len(known)}"
        )
    seen = np.array([100 * film.seen for film in films])
    lines.append(f"- the model sees the runner in {seen.mean():.2f} % of frames (least {seen.min():.1f} %)")
    return lines + _legs_line(films) + _level_line(films) + _knee_line(films)


def _knee_line(films: Sequence[Judged]) -> list[str]:
    each = np.array([film.knee_curve for film in films if film.knee_curve is not None])
    if not len(each):
        return []
    return [
        f"- near knee's flexion, moment by moment: RMSE {rms(each):.1f}° over all films, "
        f"{each.max():.1f}° in the worst"
    ]


def _legs_line(films: Sequence[Judged]) -> list[str]:
    legs = [film.legs for film in films if film.legs]
    if not legs:
        return []
    before, after = (100 * np.array([getattr(one, key) for one in legs]) for key in ("before", "after"))
    return [
        f"- legs exchanged (frames with the ankles apart): {before.mean():.2f} % as the model gives them, "
        f"{after.mean():.2f} % after the repair, {after.max():.1f} % in the worst film",
        *_joint_lines(legs),
    ]


def _joint_lines(legs: Sequence[Legs]) -> list[str]:
    lines = []
    for joint in dict.fromkeys(one.joint for film in legs for one in film.joints):
        own = [one for film in legs for one in film.joints if one.joint == joint]
        off, unknown = (
            100 * np.array([getattr(one, key) for one in own]) for key in ("off_after", "unknown")
        )
        before, after = (100 * np.array([getattr(one, key) for one in own]) for key in ("before", "after"))
        was = 100 * float(np.mean([one.off_before for one in own]))
        lines.append(
            f"  - {joint}: exchanged {before.mean():.2f} % before, {after.mean():.2f} % after (worst film "
            f"{after.max():.1f} %); over 0.15 leg off {was:.2f} % before, {off.mean():.2f} % after (worst "
            f"{off.max():.1f} %); left open {unknown.mean():.2f} %"
        )
    return lines


def _level_line(films: Sequence[Judged]) -> list[str]:
    known = [(f.level_off, f.level_sd) for f in films if f.level_off is not None and f.level_sd is not None]
    if not known:
        return []
    off, sd = np.array(known).T
    return [
        f"- level: told in {len(off)} of {len(films)}, RMS {rms(off):.2f}°, mean {off.mean():+.2f}°, "
        f"95 % interval held in {int((np.abs(off) <= 1.96 * sd).sum())} of {len(off)}"
    ]


def labels_table(rows: Iterable[Sequence[str]]) -> list[str]:
    """Errors against hand labels."""
    return table(["film", "event", "labels", "bias, ms of the file", "SD"], list(rows))


def found_table(films: Sequence[Sequence[Checked]]) -> list[str]:
    """One row a check: hits, misses and false alarms over films."""
    rows = []
    every = [one for film in films for one in film]
    for name in dict.fromkeys(one.check for one in every):
        own = [one for one in every if one.check == name]
        widths = [one.width for one in own if one.width is not None]
        rows.append([name, number(float(np.median(widths))) if widths else "", *_row(own)])
    rows.append(["**all**", "", *_row(every)])
    head = [
        "check",
        "usual width of the range",
        "well outside",
        "found",
        "of them ranked or told by a ranked one",
        "left open",
        "missed",
    ]
    head += ["a little outside", "found", "good", "false alarms", "of them change"]
    return table(head, rows)


def _row(own: Sequence[Checked]) -> list[str]:
    zones: dict[Zone, list[Checked]] = {"good": [], "outside": [], "well outside": []}
    for one in own:
        zones[one.zone].append(one)
    far, near, good = zones["well outside"], zones["outside"], zones["good"]
    found = [one for one in far if one.asks]
    return [
        str(len(far)),
        _share(len(found), len(far)),
        _share(sum(one.rank is not None or bool(one.told_by) for one in found), len(found)),
        str(sum(one.verdict in ("too close to call", "not visible") for one in far)),
        str(sum(one.verdict == "good" for one in far)),
        str(len(near)),
        _share(sum(one.asks for one in near), len(near)),
        str(len(good)),
        _share(sum(one.asks for one in good), len(good)),
        str(sum(one.verdict == "change" for one in good)),
    ]


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.0f} %)" if whole else "0"
