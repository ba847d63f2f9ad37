"""What was watched comes back as it was, or not at all; room is bounded and nothing private is readable."""

from __future__ import annotations

import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.clip import Repeats
from formcheck.clip.sampling import Sampling, Wish
from formcheck.errors import OptionError
from formcheck.kept import Shelf
from formcheck.kept.shelf import LIMIT_VARIABLE
from formcheck.locks import locked
from formcheck.motion import Backdrop, Lines
from formcheck.pose.models import ModelFile
from formcheck.watching import Shot, Watched
from tests.support import reports

WISH = Wish()
MODEL = ModelFile(Path("heavy.task"), "0" * 64, "heavy")


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    report = reports.running(tmp_path)
    t = report.clip.t
    clip = replace(
        report.clip,
        warnings=("It ends early.",),
        repeats=Repeats(t, np.arange(len(t)) % 7 == 6),
        cuts=(30,),
        sampling=Sampling(2, 10, 900, (2, 3)),
    )
    lines = tuple(Lines(np.arange(8.0 * k).reshape(-1, 2, 2), 240, 426) for k in (1, 3))
    shots = (Shot((0, 30), Backdrop("moving", lines)), Shot((30, len(t)), Backdrop()))
    track = replace(report.track, company=np.arange(len(t)) > 40, brightness=93.5)
    return Watched(clip, track, shots, MODEL)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf", 100.0)


def test_a_film_comes_back_as_it_was_watched(shelf: Shelf, watched: Watched) -> None:
    assert shelf.find(watched.clip.source, MODEL, WISH) is None
    shelf.put(watched, WISH)
    moved = replace(watched.clip.source, path=Path("elsewhere/renamed.mp4"), name="renamed.mp4")
    back = shelf.find(moved, MODEL, WISH)
    assert back is not None
    assert back.clip.source == moved
    assert back.clip.sampling == Sampling(2, 10, 900, (2, 3))
    assert (back.clip.cuts, back.clip.warnings) == (watched.clip.cuts, watched.clip.warnings)
    assert back.clip.repeats is not None
    assert watched.clip.repeats is not None
    np.testing.assert_array_equal(back.clip.repeats.again, watched.clip.repeats.again)
    for name in ("t", "xy", "visibility", "world", "company"):
        np.testing.assert_array_equal(getattr(back.track, name), getattr(watched.track, name))
    assert (back.track.brightness, back.track.width) == (93.5, watched.track.width)
    assert [(shot.span, shot.backdrop.camera) for shot in back.shots] == [
        (shot.span, shot.backdrop.camera) for shot in watched.shots
    ]
    for one, other in zip(back.shots[0].backdrop.lines, watched.shots[0].backdrop.lines, strict=True):
        np.testing.assert_array_equal(one.ends, other.ends)
        assert (one.width, one.height) == (other.width, other.height)


def test_another_film_model_or_maker_is_watched_anew(
    shelf: Shelf, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put(watched, WISH)
    source = watched.clip.source
    assert shelf.find(replace(source, sha256="1" * 64), MODEL, WISH) is None
    assert shelf.find(source, replace(MODEL, sha256="1" * 64), WISH) is None
    assert shelf.find(source, MODEL, Wish(filmed_fps=240.0)) is None
    assert shelf.find(source, MODEL, Wish(part_s=(3.0, None))) is None
    monkeypatch.setattr("formcheck.kept.shelf.maker", lambda: "a later formcheck")
    assert shelf.find(source, MODEL, WISH) is None


@pytest.mark.parametrize("left", [0, 1, 100, 5000])
def test_half_a_file_is_thrown_away(shelf: Shelf, watched: Watched, left: int) -> None:
    shelf.put(watched, WISH)
    (file,) = shelf.folder.iterdir()
    file.write_bytes(file.read_bytes()[:left])
    assert shelf.find(watched.clip.source, MODEL, WISH) is None
    assert list(shelf.folder.iterdir()) == []
    shelf.put(watched, WISH)
    assert shelf.find(watched.clip.source, MODEL, WISH) is not None


def test_a_file_of_another_kind_is_thrown_away(shelf: Shelf, watched: Watched) -> None:
    shelf.put(watched, WISH)
    (file,) = shelf.folder.iterdir()
    with file.open("wb") as other:
        np.savez(other, t=np.arange(3), about=np.array("[1, 2]"))
    assert shelf.find(watched.clip.source, MODEL, WISH) is None
    assert list(shelf.folder.iterdir()) == []


def test_only_the_user_can_read_it(shelf: Shelf, watched: Watched) -> None:
    shelf.put(watched, WISH)
    (file,) = shelf.folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700
    assert watched.clip.source.name.encode() not in file.read_bytes()


def test_the_one_used_longest_ago_goes_first(shelf: Shelf, watched: Watched) -> None:
    films = [replace(watched.clip.source, sha256=f"{k}" * 64) for k in range(4)]
    put = [replace(watched, clip=replace(watched.clip, source=source)) for source in films]
    for one in put[:3]:
        shelf.put(one, WISH)
    size = shelf.state().megabytes / 3
    for age, source in enumerate(films[:3]):
        os.utime(shelf._path(source, MODEL, WISH), (1e9 + age, 1e9 + age))
    assert shelf.find(films[0], MODEL, WISH) is not None  # used again
    Shelf(shelf.folder, 3.2 * size).put(put[3], WISH)
    assert [shelf.find(source, MODEL, WISH) is not None for source in films] == [True, False, True, True]


def test_a_dead_writers_draft_is_swept_and_a_living_ones_left(shelf: Shelf, watched: Watched) -> None:
    shelf.folder.mkdir()
    dead, living = shelf.folder / ".dead.part", shelf.folder / ".living.part"
    dead.write_bytes(b"half")
    with living.open("wb") as draft:
        assert locked(draft.fileno())
        assert shelf.find(watched.clip.source, MODEL, WISH) is None
        assert not dead.exists()
        dead.write_bytes(b"half")
        shelf.put(watched, WISH)
        assert not dead.exists()
        assert living.exists()
    assert shelf.clear() == 1
    assert list(shelf.folder.iterdir()) == []


def test_where_the_disk_knows_no_locks_an_old_draft_is_swept(
    shelf: Shelf, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.kept.shelf.alive", lambda path: None)
    shelf.folder.mkdir()
    old, fresh = shelf.folder / ".old.part", shelf.folder / ".fresh.part"
    for draft in (old, fresh):
        draft.write_bytes(b"half")
    os.utime(old, (time.time() - 3600,) * 2)
    shelf.put(watched, WISH)
    assert not old.exists()
    assert fresh.exists()


def test_bytes_damaged_at_random_are_never_taken_for_a_film(shelf: Shelf, watched: Watched) -> None:
    shelf.put(watched, WISH)
    (file,) = shelf.folder.iterdir()
    whole, chance = file.read_bytes(), np.random.default_rng(1)
    for _ in range(60):
        damaged = bytearray(whole)
        first = int(chance.integers(len(whole)))
        damaged[first : first + int(chance.integers(1, 400))] = chance.bytes(int(chance.integers(400)))
        file.write_bytes(damaged)
        back = shelf.find(watched.clip.source, MODEL, WISH)
        if back is None:
            assert not file.exists()
        else:  # what was hit tells nothing of the film
            np.testing.assert_array_equal(back.track.xy, watched.track.xy)
            np.testing.assert_array_equal(back.clip.t, watched.clip.t)


def test_two_writers_of_one_film_leave_one_whole(shelf: Shelf, watched: Watched) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: shelf.put(watched, WISH), range(12)))
    assert len(list(shelf.folder.iterdir())) == 1
    assert shelf.find(watched.clip.source, MODEL, WISH) is not None


def test_no_room_to_keep_is_no_reason_to_stop(tmp_path: Path, watched: Watched) -> None:
    Shelf(tmp_path / "none", 0.0).put(watched, WISH)
    assert not (tmp_path / "none").exists()
    (tmp_path / "file").write_text("in the way")
    Shelf(tmp_path / "file", 100.0).put(watched, WISH)
    assert Shelf(tmp_path / "file", 100.0).find(watched.clip.source, MODEL, WISH) is None


def test_the_limit_is_told_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(LIMIT_VARIABLE, "12.5")
    assert Shelf(tmp_path).limit_mb == 12.5
    monkeypatch.setenv(LIMIT_VARIABLE, "much")
    with pytest.raises(OptionError, match="FORMCHECK_CACHE_MB is 'much'"):
        Shelf(tmp_path)
