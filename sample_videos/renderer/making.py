"""Make a clip: the film, its truth, its landmarks, and a still."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from sample_videos.renderer.drawing.film import Studio, write
from sample_videos.renderer.known.truth import landmark_pixels, truth
from sample_videos.renderer.scene.clip import Clip


def make(clip: Clip, path: Path, say: Callable[[float], None] = lambda _: None) -> None:
    """Write ``NAME.mp4`` with ``NAME.json`` and ``NAME.landmarks.json`` beside it.

    Parameters
    ----------
    clip
        What to draw.
    path
        Of the film; the others take its name. The landmarks come last: where they are, all is there.
    say
        Told the share of frames drawn, 0 to 1.
    """
    write(clip, path, say)
    tell(clip, path)


def tell(clip: Clip, path: Path) -> None:
    """Write what is true of a film that is there already."""
    path.with_suffix(".json").write_text(
        json.dumps(truth(clip, path.stem), indent=1) + "\n", encoding="utf-8"
    )
    pixels = json.dumps(landmark_pixels(clip), separators=(",", ":"))
    path.with_suffix(".landmarks.json").write_text(pixels + "\n", encoding="utf-8")


def still(clip: Clip, path: Path, frame: int, width: int | None = None) -> None:
    """Draw one frame as a JPEG, made smaller where a width in pixels is told."""
    import cv2

    picture = cv2.cvtColor(Studio(clip).frames([frame])[0], cv2.COLOR_RGB2BGR)
    if width is not None:
        size = (width, round(width * picture.shape[0] / picture.shape[1]))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(path), picture, [cv2.IMWRITE_JPEG_QUALITY, 88])
