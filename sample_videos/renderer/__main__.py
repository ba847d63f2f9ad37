"""``python -m sample_videos.renderer preview|make NAME ...`` and ``table``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sample_videos.renderer.clips import CLIPS
from sample_videos.renderer.making import make, still
from sample_videos.renderer.people.makehuman import NoMeshError
from sample_videos.renderer.table import table

_FRAME, _STILL_WIDTH = 38, 480


def _say(share: float) -> None:
    print(f"\r{share:4.0%}", end="" if share < 1 else "\n", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sample_videos.renderer",
        description="Draw sample clips: a frame, or film, truth and still; or print their table.",
    )
    parser.add_argument("what", choices=("preview", "make", "table"))
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"all, or some of {', '.join(CLIPS)}")
    parser.add_argument("--folder", type=Path, default=Path())
    parser.add_argument("--frame", type=int, default=_FRAME, help="frame of the preview")
    return parser


def _names(parser: argparse.ArgumentParser, told: list[str]) -> list[str]:
    unknown = [name for name in told if name not in (*CLIPS, "all")]
    if unknown or not told:
        parser.error(f"no clip {' '.join(unknown)}: name all, or some of {', '.join(CLIPS)}")
    return list(CLIPS) if "all" in told else told


def main() -> int:
    parser = _parser()
    told = parser.parse_args()
    if told.what == "table":
        print(table(told.folder))
        return 0
    try:
        for name in _names(parser, told.names):
            print(_preview(name, told) if told.what == "preview" else _make(name, told), flush=True)
    except NoMeshError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _preview(name: str, told: argparse.Namespace) -> Path:
    path: Path = told.folder / f"{name}.jpg"
    still(CLIPS[name], path, told.frame)
    return path


def _make(name: str, told: argparse.Namespace) -> Path:
    clip = CLIPS[name]
    path: Path = told.folder / f"{name}.mp4"
    make(clip, path, _say)
    upright = clip.camera.width < clip.camera.height
    still(clip, path.with_suffix(".jpg"), told.frame, _STILL_WIDTH // (1 + upright))
    return path


if __name__ == "__main__":
    sys.exit(main())
