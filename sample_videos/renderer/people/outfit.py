"""What runners wear, and the colours of skin and hair."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sample_videos.renderer.people.body import RECIPES

Rgb = tuple[int, int, int]
_WHITE: Rgb = (236, 236, 234)
# Darkest and lightest skin, and hair, by the face targets of a body's recipe.
_SKINS: Mapping[str, tuple[Rgb, Rgb]] = {
    "african": ((78, 52, 42), (156, 110, 82)),
    "asian": ((186, 142, 110), (232, 198, 170)),
    "caucasian": ((196, 148, 120), (238, 206, 188)),
}
_DARK_HAIR: tuple[Rgb, ...] = ((24, 21, 20), (36, 30, 28), (48, 36, 30))
_HAIRS: Mapping[str, tuple[Rgb, ...]] = {
    "african": _DARK_HAIR,
    "asian": (*_DARK_HAIR, (66, 46, 36)),
    "caucasian": (
        (40, 32, 28),
        (82, 60, 42),
        (120, 82, 48),
        (186, 150, 96),
        (206, 180, 132),
        (140, 70, 40),
        (150, 146, 142),
    ),
}


@dataclass(frozen=True)
class Outfit:
    """Clothes and colours.

    Attributes
    ----------
    skin, hair, top, bottom, shoe
        Colours, red green blue.
    sleeve
        Share of the upper arm the sleeve covers; 0 is a singlet, over 1 a long sleeve.
    leg
        Share of the thigh the trousers cover; over 1 are tights.
    loose
        How far the top stands off the skin, metres; from 0.02 on it hangs.
    bun
        Hair tied at the back.
    loose_leg
        How far the trousers' legs stand off the skin at their lower end, metres.
    cap
        Colour of a cap; None is bare-headed.
    sock
        Colour of the socks.
    """

    skin: Rgb
    hair: Rgb
    top: Rgb
    bottom: Rgb
    shoe: Rgb
    sleeve: float = 0.5
    leg: float = 0.52
    loose: float = 0.012
    bun: bool = False
    loose_leg: float = 0.014
    cap: Rgb | None = None
    sock: Rgb = _WHITE


OUTFITS: Mapping[str, Outfit] = {
    "male_slim": Outfit((112, 76, 56), (30, 25, 24), (46, 92, 170), (34, 36, 44), (226, 120, 48)),
    "male_fit": Outfit((208, 164, 136), (82, 60, 42), (188, 62, 58), (40, 46, 68), (60, 180, 220)),
    "male_broad": Outfit(
        (198, 158, 124), (34, 30, 30), (70, 118, 92), (52, 52, 58), (230, 230, 226), 0.6, 0.7
    ),
    "female_slim": Outfit(
        (222, 184, 156), (40, 32, 30), (214, 84, 120), (36, 38, 46), (240, 200, 60), 0.0, 1.9, 0.005, True
    ),
    "female_fit": Outfit(
        (134, 92, 68), (28, 24, 24), (238, 196, 70), (48, 50, 92), (236, 90, 96), 0.0, 0.35, 0.006, True
    ),
    "female_broad": Outfit(
        (228, 190, 168), (120, 82, 48), (92, 84, 160), (44, 44, 52), (90, 200, 190), 0.5, 1.9, 0.010, True
    ),
}


def outfit_by_seed(body_name: str, rng: np.random.Generator) -> Outfit:
    """Draw clothes and colours at random, as they are seen in a gym.

    Parameters
    ----------
    body_name
        One of `sample_videos.renderer.people.body.BODIES`; skin and hair mostly go with its face, buns with
        women.
    rng
        Where chance comes from: the same state gives the same outfit.
    """
    recipe = RECIPES[body_name]
    names = sorted(_SKINS)
    shares = 0.85 * np.array([recipe.face.get(name, 0.0) for name in names]) + 0.15 / len(names)
    face = names[int(rng.choice(len(names), p=shares / shares.sum()))]
    skin = _between(*_SKINS[face], float(rng.uniform()))
    hair = _HAIRS[face][int(rng.integers(len(_HAIRS[face])))]
    top = _cloth(rng, dark=0.3, white=0.15, pale=0.2)
    bottom = top if rng.uniform() < 0.08 else _cloth(rng, dark=0.7, white=0.05, pale=0.1)
    shoe = _cloth(rng, dark=0.2, white=0.25, pale=0.1)
    sleeve = float(rng.choice([0.0, rng.uniform(0.4, 0.75), 1.5], p=[0.25, 0.55, 0.2]))
    tights = rng.uniform() < (0.5 if recipe.sex == "female" else 0.15)
    leg = float(rng.uniform(1.7, 1.93) if tights else rng.uniform(0.3, 0.85))
    loose = float(rng.uniform(0.004, 0.009) if sleeve == 0 else rng.uniform(0.006, 0.03))
    return Outfit(
        skin,
        hair,
        top,
        bottom,
        shoe,
        sleeve,
        leg,
        loose,
        bun=recipe.sex == "female" and bool(rng.uniform() < 0.6),
        loose_leg=float(rng.uniform(0.005, 0.03)),
        cap=_cloth(rng, dark=0.4, white=0.2, pale=0.1) if rng.uniform() < 0.15 else None,
        sock=_cloth(rng, dark=0.35, white=0.5, pale=0.1),
    )


def _between(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _cloth(rng: np.random.Generator, dark: float, white: float, pale: float) -> Rgb:
    """Draw a dark colour, white, a pale one like the walls' or, for the rest of the chances, a bright one."""
    kind = rng.uniform()
    hue = float(rng.uniform())
    if kind < dark:
        shade = hue, float(rng.uniform(0.0, 0.45)), float(rng.uniform(0.12, 0.28))
    elif kind < dark + white:
        return _WHITE
    elif kind < dark + white + pale:
        shade = hue, float(rng.uniform(0.0, 0.12)), float(rng.uniform(0.55, 0.82))
    else:
        shade = hue, float(rng.uniform(0.4, 0.75)), float(rng.uniform(0.4, 0.85))
    red, green, blue = (round(255 * part) for part in colorsys.hsv_to_rgb(*shade))
    return red, green, blue
