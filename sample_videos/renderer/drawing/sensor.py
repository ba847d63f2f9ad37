"""What the phone makes of the light: soft lens, dimness, noise."""

from __future__ import annotations

from typing import Any

import numpy as np

from sample_videos.renderer.scene.clip import Clip
from sample_videos.renderer.scene.solid import Picture

_BASIS = 720  # pixels: the shorter side of the picture that `defocus` is told for
_WARM = np.array([1.03, 1.0, 0.94], np.float32)  # lamps instead of daylight
_DARK_SHARE = 0.45  # of a dim picture's noise that does not depend on how bright the place is
_BLOTCH = 5  # pixels: noise in colour is coarser than in brightness, phones smooth it


def record(picture: Picture, clip: Clip, number: int) -> Picture:
    """Return frame `number` as the phone sees it."""
    import cv2

    if clip.defocus:
        sigma = clip.defocus * min(picture.shape[:2]) / _BASIS
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), dtype=np.uint8)
    if clip.light == 1 and not clip.noise:
        return picture
    rng = np.random.default_rng([clip.seed, 12, number])
    noise = _grains(rng, picture, 2)
    if clip.light < 1:
        return _dim(picture, clip, rng, noise)
    return np.asarray(np.clip(picture * np.float32(clip.light) + clip.noise * noise, 0, 255), np.uint8)


def _grains(rng: np.random.Generator, picture: Picture, size: int) -> Any:
    """``(height, width, 1)`` noise in grains of `size` pixels."""
    high, wide = picture.shape[:2]
    tile = rng.standard_normal((high // size + 1, wide // size + 1, 1), np.float32)
    return np.repeat(np.repeat(tile, size, 0), size, 1)[:high, :wide]


def _dim(picture: Picture, clip: Clip, rng: np.random.Generator, noise: Any) -> Picture:
    """Darken; where light is short the sensor's gain lifts its noise, in colour too."""
    import cv2

    high, wide = picture.shape[:2]
    seen = picture * (np.float32(clip.light) * _WARM ** np.float32(1 - clip.light))
    gain = np.float32(clip.noise / clip.light)
    bright = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[..., None].astype(np.float32) / np.float32(128)
    # Light comes in grains: their spread goes with its root.
    strength = gain * (np.float32(_DARK_SHARE) + np.float32(1 - _DARK_SHARE) * np.sqrt(bright))
    tile = rng.standard_normal((high // _BLOTCH + 1, wide // _BLOTCH + 1, 3), np.float32)
    tile -= tile.mean(-1, keepdims=True)
    blotches = cv2.resize(tile, (wide, high), interpolation=cv2.INTER_LINEAR)
    colour = np.float32(1.3 * (1 - clip.light)) * blotches
    return np.asarray(np.clip(seen + strength * (noise + colour), 0, 255), np.uint8)
