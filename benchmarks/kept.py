"""Judged films as JSON: what docs/accuracy.json holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.found import Checked
from benchmarks.identity import JointShares
from benchmarks.judge import EventError, Judged, Legs, MeasureError, Understood

_DIGITS = 3


def keep(path: Path, title: str, films: Sequence[Judged], ideal: Sequence[Judged]) -> None:
    """Write judged films."""
    kept = {
        "title": title,
        "model": [_rounded(asdict(one)) for one in films],
        "truth": [_rounded(asdict(one)) for one in ideal],
    }
    lines = json.dumps(kept, separators=(",", ":")).replace('{"film"', '\n{"film"')
    path.write_text(lines + "\n", encoding="utf-8")


def load(path: Path) -> tuple[str, list[Judged], list[Judged]]:
    """Read judged films back: the title, those seen by the model, those from the true landmarks."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return kept["title"], *([_judged(one) for one in kept[source]] for source in ("model", "truth"))


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return round(value, _DIGITS) if isinstance(value, float) else value


def _judged(told: dict[str, Any]) -> Judged:
    return Judged(
        **{
            **told,
            "understood": Understood(**told["understood"]),
            "legs": _legs(told["legs"]),
            "measures": tuple(MeasureError(**one) for one in told["measures"]),
            "events": tuple(EventError(**{**one, "off_ms": tuple(one["off_ms"])}) for one in told["events"]),
            "checks": tuple(Checked(**one) for one in told.get("checks", ())),
        }
    )


def _legs(told: dict[str, Any] | None) -> Legs | None:
    if told is None:
        return None
    return Legs(**{**told, "joints": tuple(JointShares(**one) for one in told.get("joints", ()))})
