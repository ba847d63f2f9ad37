"""``python -m sample_videos.renderer preview|make NAME ...``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sample_videos.renderer.clips import CLIPS
from sample_videos.renderer.making import make, still
from sample_videos.renderer.people.makehuman import NoMeshError


def _say(share: float) -> None:
    print(f"\r{share:4.0%}", end="" if share < 1 else "\n", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sample_videos.renderer", description="Draw sample clips: a frame, or film and truth."
    )
    parser.add_argument("what", choices=("preview", "make"))
    parser.add_argument("names", nargs="+", choices=[*CLIPS, "all"], metavar="NAME", help=", ".join(CLIPS))
    parser.add_argument("--folder", type=Path, default=Path())
    parser.add_argument("--frame", type=int, default=20, help="frame of the preview")
    return parser


def main() -> int:
    told = _parser().parse_args()
    try:
        for name in CLIPS if "all" in told.names else told.names:
            if told.what == "preview":
                path = told.folder / f"{name}.jpg"
                still(CLIPS[name], path, told.frame)
            else:
                path = told.folder / f"{name}.mp4"
                make(CLIPS[name], path, _say)
            print(path)
    except NoMeshError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
