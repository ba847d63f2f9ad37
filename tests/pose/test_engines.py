"""Engines by name, each with its own file and its own key."""

from __future__ import annotations

from pathlib import Path

import pytest

from formcheck.errors import ModelError
from formcheck.pose.delegate import DELEGATE_VARIABLE
from formcheck.pose.engines import calibrated, engine_maker, engine_of, find_model, maker_of, scout_model
from formcheck.pose.mediapipe_engine import MediaPipeEngine
from formcheck.pose.models import ModelFile
from formcheck.pose.rtmpose_files import WEIGHTS_VARIABLE

HEAVY = ModelFile(Path("heavy.task"), "0" * 64, "heavy")
RTM = ModelFile(Path("end2end.onnx"), "0" * 64, "rtmpose")


def test_a_model_file_tells_its_engine() -> None:
    assert engine_of(HEAVY) == "mediapipe"
    assert engine_of(RTM) == "rtmpose"
    assert calibrated("mediapipe")
    assert not calibrated("rtmpose")


def test_what_was_kept_by_one_engine_is_not_taken_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DELEGATE_VARIABLE, raising=False)
    plain = maker_of(HEAVY)
    assert maker_of(RTM) != plain
    monkeypatch.setenv(DELEGATE_VARIABLE, "gpu")
    assert maker_of(HEAVY) != plain


def test_the_scout_is_mediapipe_for_all(heavy_model: Path) -> None:
    assert scout_model(HEAVY) == HEAVY.path
    assert scout_model(RTM) == heavy_model


def test_engines_are_made_by_name(heavy_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = find_model("mediapipe", "heavy")
    engine = engine_maker("mediapipe", model)()
    assert isinstance(engine, MediaPipeEngine)
    engine.close()
    monkeypatch.delenv(WEIGHTS_VARIABLE, raising=False)
    with pytest.raises(ModelError, match=WEIGHTS_VARIABLE):
        find_model("rtmpose", "heavy")
