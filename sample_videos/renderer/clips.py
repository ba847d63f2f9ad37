"""The sample clips by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sample_videos.renderer.movement.form import Form, walking
from sample_videos.renderer.people.outfit import Outfit
from sample_videos.renderer.scene.camera import Camera
from sample_videos.renderer.scene.clip import Clip
from sample_videos.renderer.scene.rails import Rails

_LEFT = Camera(azimuth=180.0)
CLIPS: Mapping[str, Clip] = {
    "good_right": Clip("male_fit", Form(seed=2), seed=2, tells="good form"),
    "good_left": Clip(
        "female_slim",
        Form(speed=2.7, cadence=178, seed=3),
        replace(_LEFT, level=1.2, roll=1.2),
        seed=3,
        tells="good form; the camera is not level",
    ),
    "overstride_right": Clip(
        "male_slim",
        Form(cadence=158, duty=0.36, foot_ahead=0.36, knee_at_contact=9, foot_pitch=20, lean=9, seed=1),
        Camera(azimuth=3.0),
        seed=4,
        tells="feet land far ahead, slow steps",
    ),
    "lean_right": Clip(
        "male_broad",
        Form(speed=2.6, duty=0.36, lean=26, seed=5),
        seed=5,
        rails=Rails(),
        tells="leans far forward; handrails before the hips",
    ),
    "hunch_right": Clip(
        "female_broad",
        Form(speed=2.5, duty=0.36, hunch=28, head_forward=14, head_down=16, seed=6),
        Camera(720, 1280, span=2.9),
        seed=6,
        tells="rounded upper back, head forward and down",
    ),
    "bounce_left": Clip(
        "female_fit",
        Form(speed=2.7, cadence=150, duty=0.29, seed=7),
        replace(_LEFT, level=0.6),
        seconds=6.0,
        fps=120.0,
        seed=7,
        tells="high bounce, slow steps",
    ),
    "sore_back_right": Clip(
        "male_fit",
        Form(
            cadence=152,
            duty=0.36,
            foot_ahead=0.39,
            knee_at_contact=7,
            foot_pitch=18,
            lean=15,
            hunch=26,
            head_forward=12,
            head_down=14,
            seed=8,
        ),
        seed=8,
        outfit=Outfit((208, 164, 136), (40, 32, 28), (52, 116, 128), (44, 46, 52), (226, 180, 60)),
        tells="over-stride, lean and hunch together",
    ),
    "rear": Clip(
        "female_fit",
        Form(speed=2.7, cadence=172, pelvic_drop=9, trunk_sway=6, seed=9),
        Camera(720, 1280, azimuth=90.0, span=2.4),
        fps=30.0,
        seed=9,
        tells="from behind: the pelvis drops, the trunk sways",
    ),
    "walk_left": Clip("female_broad", walking(1.3), _LEFT, seed=10, tells="walking"),
    "slow_motion_right": Clip(
        "male_slim",
        Form(seed=11),
        seconds=10.0,
        fps=30.0,
        slowed=4.0,
        seed=11,
        outfit=Outfit((112, 76, 56), (30, 25, 24), (208, 208, 204), (52, 58, 96), (70, 150, 90), 0.0, 0.4),
        tells="good form; filmed at 120 frames a second, played at 30",
    ),
}
