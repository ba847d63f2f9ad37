"""The table of the README: the measures advice hangs on, and the events."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.judge import Judged
from benchmarks.stats import EVENTS, centres_of, errors_of, held, number, offs, rms, spread, table

SHORT = (
    ("cadence", None, "step rate, a minute"),
    ("trunk_lean", None, "trunk lean, °"),
    ("overstride_ankle", "near", "ankle ahead of hip at contact, near leg, % leg"),
    ("overstride_ankle", "far", "the same, far leg"),
    ("shank_angle_at_contact", "near", "shank angle at contact, near leg, °"),
    ("shank_angle_at_contact", "far", "the same, far leg"),
    ("knee_flexion_at_contact", "near", "knee flexion at contact, near leg, °"),
    ("knee_flexion_at_contact", "far", "the same, far leg"),
    ("knee_flexion_midstance", "near", "knee flexion at midstance, near leg, °"),
    ("foot_angle_at_contact", "near", "foot angle at contact, near leg, °"),
    ("vertical_oscillation", None, "rise and fall, % leg"),
    ("contact_time", "near", "contact time, near leg, ms"),
    ("contact_time", "far", "the same, far leg"),
    ("posture_angle", None, "neck against trunk, °"),
    ("head_pitch", None, "head pitch, °"),
)


def short_table(films: Sequence[Judged], ideal: Sequence[Judged]) -> list[str]:
    """Return what a reader of the README needs: the measures advice hangs on, and the events."""
    rows = []
    for name, leg, words in SHORT:
        own, best = (errors_of(some, name, leg) for some in (films, ideal))
        off = offs(own)
        inside, told = held(own)
        rows.append(
            [
                words,
                f"{len(off)} of {len(own)}",
                number(float(off.mean()), sign=True),
                number(spread(off)),
                f"{100 * inside / told:.0f} %",
                number(rms(offs(best))),
            ]
        )
    for kind in EVENTS:
        for leg in ("near", "far"):
            own_ms, best_ms = (centres_of(some, kind, leg) for some in (films, ideal))
            rows.append(
                [
                    f"{kind.replace('_', ' ')}, {leg} leg, ms",
                    f"{len(own_ms)} of {len(films)}",
                    number(float(own_ms.mean()), sign=True),
                    number(spread(own_ms)),
                    "",
                    number(rms(best_ms)),
                ]
            )
    head = [
        "",
        "told",
        "bias",
        "SD between films",
        "95 % interval holds the truth",
        "RMSE from the true landmarks",
    ]
    return table(head, rows)
