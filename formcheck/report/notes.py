"""Sentences about the film itself: what limits the measurement, and how to film better."""

from __future__ import annotations

from collections.abc import Iterator

from formcheck.clip import Clip
from formcheck.gait import Gait
from formcheck.motion import Motion
from formcheck.motion.value import MOST_YAW_DEG
from formcheck.options import EngineName
from formcheck.pose import PoseTrack
from formcheck.pose.engines import SPOKEN, calibrated
from formcheck.report.picture_notes import about_picture

# When a note is worth a runner's attention; none of these decides a number.
_FEW_STEPS = 12
_SLOW_CAMERA_FPS = 50
_SMALL_LEG_PX = 90
_SELDOM_SEEN = 0.9
_MANY_SWAPS = 0.10
_MUCH_LEFT_OUT = 0.10
_MANY_REPEATS = 0.02


def notes(
    clip: Clip,
    piece: tuple[int, int],
    motion: Motion | None,
    gait: Gait,
    track: PoseTrack | None = None,
    by_hand: int = 0,
    engine: EngineName = "mediapipe",
) -> tuple[str, ...]:
    """Say what limits this film, worst first.

    Parameters
    ----------
    clip
        The film.
    piece
        The frames that were measured.
    motion, gait
        What was understood of them.
    track
        The landmarks, for what they tell of the picture itself: others in it, and what is cut off or dark.
    by_hand
        Contacts and toe-offs that were corrected by hand.
    engine
        What found the landmarks.
    """
    said = [*_about_engine(engine), *_about_part(clip), *_about_pieces(clip, piece), *_about_repeats(clip)]
    if track is not None:
        said += about_picture(track.piece(*piece))
    if motion is None:
        return tuple(said)
    return (*said, *_about_camera(motion), *_about_runner(clip, motion, gait), *_by_hand(by_hand))


def _about_engine(engine: EngineName) -> Iterator[str]:
    if not calibrated(engine):
        yield (
            f"The landmarks come from {SPOKEN[engine]}. How exact the measures are was tested with MediaPipe "
            "only, so the ranges may be too narrow or off to one side."
        )


def _by_hand(count: int) -> Iterator[str]:
    if count:
        what = "One landing or toe-off was" if count == 1 else f"{count} landings and toe-offs were"
        yield f"{what} put right by hand; the ranges are as wide as before."


def _about_part(clip: Clip) -> Iterator[str]:
    if clip.sampling.partly:
        yield (
            f"The film is long: only {_clock(clip.t[0])} to {_clock(clip.t[-1])} was looked at, which gives "
            "steps enough. Name another part to look there."
        )


def _clock(seconds: float) -> str:
    """Say a time of a film as players do.

    >>> _clock(280.4)
    '4:40'
    """
    return f"{int(seconds // 60)}:{int(seconds % 60):02d}"


def _about_pieces(clip: Clip, piece: tuple[int, int]) -> Iterator[str]:
    if clip.cuts:
        first, last = clip.t[piece[0]], clip.t[piece[1] - 1]
        times = "once" if len(clip.cuts) == 1 else f"{len(clip.cuts)} times"
        yield (
            f"The film cuts {times}; only the most useful piece was measured, "
            f"from {first:.1f} to {last:.1f} seconds."
        )
    elif piece[1] - piece[0] < len(clip.t) and piece not in _between_standstills(clip):
        first, last = clip.t[piece[0]], clip.t[piece[1] - 1]
        yield (
            f"Somebody else came before you; only {first:.1f} to {last:.1f} seconds were measured. "
            "Film again with nobody passing for narrower ranges."
        )


def _between_standstills(clip: Clip) -> list[tuple[int, int]]:
    return clip.repeats.spans((0, len(clip.t))) if clip.repeats else []


def _about_repeats(clip: Clip) -> Iterator[str]:
    if clip.repeats is None:
        return
    still_s = sum(float(clip.t[stop - 1] - clip.t[first]) for first, stop in clip.repeats.standstills)
    if still_s:
        yield f"Nothing moves in {still_s:.1f} seconds of the film; they were left out."
    if clip.duplicates > _MANY_REPEATS:
        yield (
            f"{100 * clip.duplicates:.0f} % of the pictures only repeat the one before, as after converting "
            f"a film or recording a screen; the {clip.fps_new:.0f} new ones a second were measured. "
            "Give the camera's own file for sharper landings."
        )


def _about_camera(motion: Motion) -> Iterator[str]:
    if motion.view == "unclear":
        yield "The view is unclear: film square from the side, with your whole body and the belt in view."
    if motion.view in ("front", "rear"):
        yield (
            f"The camera looks from the {motion.view}: film square from the side, "
            "where lean, landing and posture can be seen."
        )
    yaw = motion.camera.yaw
    if motion.oblique and yaw is not None:
        turn = f"The camera stands about {abs(yaw.deg):.0f}° off square to you"
        if abs(yaw.deg) > MOST_YAW_DEG:
            yield f"{turn}, which is too much to measure by: film square from the side."
        else:
            yield f"{turn}: lengths and angles are corrected for it, and their ranges are wider."
    if motion.view == "side" and motion.level.roll_deg is None:
        yield (
            f"It cannot be told how level the camera was ({motion.level.reason}): "
            "lean is uncertain by several degrees. A door frame or shelf in view helps, "
            "or set the plumb line yourself."
        )
    if motion.scale.reason.startswith("height and belt speed"):
        yield f"{motion.scale.reason[0].upper()}{motion.scale.reason[1:]}."
    if not motion.time_factor.certain and motion.time_factor.source != "none":
        reason = motion.time_factor.reason
        yield (
            f"{reason[0].upper()}{reason[1:]}: times and step rate are held back "
            "until you say at how many frames a second it was filmed."
        )


def _about_runner(clip: Clip, motion: Motion, gait: Gait) -> Iterator[str]:
    if motion.repairs.seen < _SELDOM_SEEN:
        share = 100 * motion.repairs.seen
        yield f"You are found in {share:.0f} % of the frames only: stay whole in the picture."
    if motion.leg_px < _SMALL_LEG_PX:
        yield "You are small in the picture: film closer, so that you fill most of its height."
    if motion.repairs.legs_swapped_back > _MANY_SWAPS:
        share = 100 * motion.repairs.legs_swapped_back
        yield f"Left and right leg were mixed up in {share:.0f} % of the frames and have been put right."
    if motion.repairs.left_out > _MUCH_LEFT_OUT:
        share = 100 * motion.repairs.left_out
        yield (
            f"{share:.0f} % of what should be your legs was something else, such as a rail or the other "
            "leg, and has been left out: film with nothing in front of you."
        )
    if gait.activity.name != "running":
        return
    if gait.steps < _FEW_STEPS:
        yield f"Only {gait.steps} steps can be seen: ten to twenty seconds give narrower ranges."
    real_fps = clip.fps_new * (motion.time_factor.value or 1.0)
    if real_fps < _SLOW_CAMERA_FPS:
        yield f"Filmed at {real_fps:.0f} frames a second: 60 or slow motion shows landings more sharply."
