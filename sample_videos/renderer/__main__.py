"""``python -m sample_videos.renderer preview|make NAME``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from sample_videos.renderer.clips import CLIPS
from sample_videos.renderer.film import Studio, write
from sample_videos.renderer.makehuman import NoMeshError
from sample_videos.renderer.truth import landmark_pixels, truth


def _preview(name: str, folder: Path, frame: int) -> Path:
    import cv2

    picture = Studio(CLIPS[name]).frames([frame])[0]
    path = folder / f"{name}.jpg"
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 88])
    return path


def _make(name: str, folder: Path) -> Path:
    path = folder / f"{name}.mp4"
    show = sys.stderr.isatty()
    write(
        CLIPS[name], path, lambda share: print(f"\r{share:4.0%}", end="", file=sys.stderr) if show else None
    )
    (folder / f"{name}.json").write_text(
        json.dumps(truth(CLIPS[name], name), indent=1) + "\n", encoding="utf-8"
    )
    pixels = json.dumps(landmark_pixels(CLIPS[name]), separators=(",", ":"))
    (folder / f"{name}.landmarks.json").write_text(pixels + "\n", encoding="utf-8")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m sample_videos.renderer", description="Draw sample clips."
    )
    parser.add_argument("what", choices=("preview", "make"))
    parser.add_argument("names", nargs="+", choices=sorted(CLIPS), metavar="NAME", help=", ".join(CLIPS))
    parser.add_argument("--folder", type=Path, default=Path())
    parser.add_argument("--frame", type=int, default=20, help="frame of the preview")
    told = parser.parse_args()
    try:
        for name in told.names:
            path = (
                _preview(name, told.folder, told.frame)
                if told.what == "preview"
                else _make(name, told.folder)
            )
            print(path)
    except NoMeshError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
