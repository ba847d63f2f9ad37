"""All that makes a film of one runner."""

from __future__ import annotations

from dataclasses import dataclass, field

from sample_videos.renderer.movement.form import Form
from sample_videos.renderer.people.outfit import OUTFITS, Outfit
from sample_videos.renderer.scene.camera import Camera
from sample_videos.renderer.scene.passer_by import PasserBy
from sample_videos.renderer.scene.rails import Rails
from sample_videos.renderer.scene.room import Scene


@dataclass(frozen=True)
class Clip:
    """A film of one runner.

    Attributes
    ----------
    body, form, camera
        Who, how, and seen from where.
    seconds
        Length of the film as it plays.
    fps, slowed
        Frames a second as it plays; how many times slower than life.
    shutter
        Share of the time between two frames as filmed (`filmed_fps`) in which light comes in.
    light, noise
        1 is a bright room; spread of the sensor's noise there, grey levels of 255. In a dim room the
        sensor's gain lifts the noise.
    seed
        Of room, noise and uneven frames.
    tells
        What the clip shows, in a few words.
    scene, rails, passer_by
        The room; long handrails of the runner's treadmill; somebody else in the picture.
    rate_jitter
        How uneven the frames come, as a share of the time between them: every one strays by some of it,
        some come up to three times it late, some are left out. 0 is even; phones are at 0.02 to 0.2.
    crf
        Compression of H.264: 18 is fine, 32 is coarse.
    defocus
        Spread of the lens's blur in a picture whose shorter side is 720, pixels.
    outfit
        What the runner wears; None is the body's usual outfit.
    """

    body: str
    form: Form
    camera: Camera = field(default_factory=Camera)
    seconds: float = 8.0
    fps: float = 60.0
    slowed: float = 1.0
    shutter: float = 0.35
    light: float = 1.0
    noise: float = 1.5
    seed: int = 0
    tells: str = ""
    scene: Scene = field(default_factory=Scene)
    rails: Rails | None = None
    passer_by: PasserBy | None = None
    rate_jitter: float = 0.0
    crf: int = 25
    defocus: float = 0.0
    outfit: Outfit | None = None

    @property
    def filmed_fps(self) -> float:
        """Frames a second of life, in a film played slower than that too."""
        return self.fps * self.slowed

    @property
    def worn(self) -> Outfit:
        """What the runner wears."""
        return self.outfit or OUTFITS[self.body]

    @property
    def life_s(self) -> float:
        """Seconds of the runner's own time that the film shows."""
        return self.seconds / self.slowed
