"""What runners wear, and the colours of skin and hair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Rgb = tuple[int, int, int]


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
        How far the cloth stands off the skin, metres.
    bun
        Hair tied at the back.
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
