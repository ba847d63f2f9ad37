"""A stick runner's film in which each picture carries its number, as ten squares down the left edge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from formcheck.clip import Clip, Reader, VideoWriter, probe
from formcheck.clip.picture import Rgb
from formcheck.report import Report
from tests.support import reports

BITS, CELL, EDGE = 10, 20, 4
FILM = reports.Film(width=480, height=320, fps=60.0, seconds=4.0)


def report(folder: Path) -> Report:
    """Write the film, with the uneven stamps of a phone, and give a report on it."""
    plain = reports.running(folder, FILM, name="plain.mp4")
    t = plain.clip.t + np.random.default_rng(4).uniform(0, 0.006, len(plain.clip.t))
    t -= t[0]
    path = folder / "coded.mp4"
    with VideoWriter(path, FILM.width, FILM.height) as film:
        for picture in Reader(plain.clip.source):
            film.add(coded(picture.rgb, picture.index), float(t[picture.index]))
    reader = Reader(probe(path))
    for _ in reader:
        pass
    return replace(plain, clip=Clip(reader.source, reader.clip().t))


def coded(rgb: Rgb, number: int) -> Rgb:
    """Draw a number on a copy of a picture."""
    out = rgb.copy()
    for bit in range(BITS):
        top = EDGE + bit * (CELL + EDGE)
        out[top : top + CELL, EDGE : EDGE + CELL] = 235 if number >> bit & 1 else 20
    return out


def number_of(rgb: Rgb) -> int:
    """Read the number back from a picture of any size."""
    scale = rgb.shape[0] / FILM.height
    found = 0
    for bit in range(BITS):
        y, x = scale * (EDGE + bit * (CELL + EDGE) + CELL / 2), scale * (EDGE + CELL / 2)
        found |= int(rgb[int(y), int(x)].mean() > 128) << bit
    return found
