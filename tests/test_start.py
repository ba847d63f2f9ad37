"""The programs start without what is heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

_HEAVY = ("mediapipe", "cv2", "scipy", "streamlit", "av", "plotly", "pandas", "matplotlib", "distributed")


@pytest.mark.parametrize(
    "code",
    [
        "import formcheck",
        "import formcheck, formcheck.cli",
        "from typer.testing import CliRunner; from formcheck.cli import app; "
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0",
        "from typer.testing import CliRunner; from formcheck.cli import app; "
        "assert CliRunner().invoke(app, ['batch', '--help']).exit_code == 0",
    ],
    ids=["import", "command line", "help", "help of batch"],
)
def test_nothing_heavy_is_loaded_to_start(code: str) -> None:
    told = f"{code}\nimport sys\nprint([one for one in {_HEAVY!r} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().splitlines()[-1] == "[]"
