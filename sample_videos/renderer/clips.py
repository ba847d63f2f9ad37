"""The sample clips by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sample_videos.renderer.camera import Camera
from sample_videos.renderer.form import Form, walking
from sample_videos.renderer.outfit import OUTFITS, Outfit
from sample_videos.renderer.passer_by import PasserBy
from sample_videos.renderer.rails import Rails
from sample_videos.renderer.room import Scene


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


_LEFT = Camera(azimuth=180.0)
_OVER = Form(cadence=158, duty=0.36, foot_ahead=0.36, knee_at_contact=9, foot_pitch=20, lean=9, seed=1)
CLIPS: Mapping[str, Clip] = {
    "good_right": Clip("male_fit", Form(seed=2), seed=2, tells="good form"),
    "good_left": Clip("female_slim", Form(speed=2.7, cadence=178, seed=3), _LEFT, seed=3, tells="good form"),
    "overstride_left": Clip("male_slim", _OVER, _LEFT, seed=4, tells="feet land far ahead, slow steps"),
    "lean_right": Clip(
        "male_broad", Form(speed=2.6, duty=0.36, lean=19, seed=5), seed=5, tells="leans far forward"
    ),
    "hunch_right": Clip(
        "female_broad",
        Form(speed=2.5, duty=0.36, hunch=28, head_forward=14, head_down=16, seed=6),
        seed=6,
        tells="rounded upper back, head forward and down",
    ),
    "bounce_right": Clip("male_fit", Form(cadence=150, duty=0.29, seed=7), seed=7, tells="high bounce"),
    "sore_back_right": Clip(
        "male_fit",
        Form(
            cadence=156,
            duty=0.36,
            foot_ahead=0.33,
            knee_at_contact=9,
            foot_pitch=18,
            lean=13,
            hunch=20,
            head_forward=8,
            head_down=8,
            seed=8,
        ),
        seed=8,
        tells="over-stride, lean and hunch together",
    ),
    "rear": Clip(
        "female_fit",
        Form(speed=2.7, cadence=172, pelvic_drop=9, trunk_sway=6, seed=9),
        Camera(720, 1280, azimuth=90.0, span=2.4),
        fps=30.0,
        seed=9,
        tells="from behind: pelvis drops",
    ),
    "walk_left": Clip("female_broad", walking(1.3), _LEFT, seed=10, tells="walking"),
    "slow_motion_right": Clip(
        "male_slim",
        Form(seed=11),
        seconds=10.0,
        fps=30.0,
        slowed=4.0,
        seed=11,
        tells="good form, filmed at 120",
    ),
}
