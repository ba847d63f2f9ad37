"""Once the pose model is there, nothing needs a network: neither the command line nor the page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import alone
from tests.support.absent import ROOT


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        alone.command(sys.executable, *words),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@pytest.mark.model
def test_a_film_is_analysed_without_a_network(heavy_model: Path, sample_clip: Path, tmp_path: Path) -> None:
    done = run("-m", "formcheck", "analyze", str(sample_clip), "--out", str(tmp_path), FORMCHECK_CACHE_MB="0")
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / sample_clip.stem / "report.json").read_text(encoding="utf-8"))
    assert any(one["value"] is not None for one in report["measurements"])


def test_the_page_answers_on_the_loopback_alone(tmp_path: Path) -> None:
    done = run("-m", "tests.support.page_alone", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"status": 200, "listening": ["0100007F"]}
