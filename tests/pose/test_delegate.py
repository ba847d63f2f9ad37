"""The graphics card is tried when asked for, once, and its absence stops nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from formcheck.clip import Picture
from formcheck.errors import OptionError
from formcheck.pose import delegate, mediapipe_engine
from formcheck.pose.delegate import DELEGATE_VARIABLE
from formcheck.pose.mediapipe_engine import MediaPipeEngine

GREY = Picture(0, 0.0, np.full((120, 90, 3), 90, np.uint8))


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(DELEGATE_VARIABLE, raising=False)
    delegate.forget()
    yield
    delegate.forget()


def test_the_processor_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert delegate.usable() == "cpu"
    monkeypatch.setenv(DELEGATE_VARIABLE, "GPU")
    assert delegate.usable() == "gpu"
    monkeypatch.setenv(DELEGATE_VARIABLE, "tpu")
    with pytest.raises(OptionError, match="cpu or gpu"):
        delegate.asked()


def test_a_refused_card_is_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(DELEGATE_VARIABLE, "gpu")
    tried: list[str] = []

    def created(model: Path, mode: str, people: int, processor: str) -> str:
        tried.append(processor)
        if processor == "GPU":
            raise RuntimeError("Service kGpuService cannot be created: no card here.")
        return "landmarker"

    monkeypatch.setattr(mediapipe_engine, "_created", created)
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            assert mediapipe_engine.landmarker(Path("any.task"), "VIDEO", 1) == "landmarker"
            delegate.tell()
    assert tried == ["GPU", "CPU", "CPU"]
    assert [one.getMessage() for one in caplog.records] == [
        "The graphics card cannot be used (no card here): going on with the processor."
    ]


def test_the_real_engine_goes_on_without_a_card(
    heavy_model: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(DELEGATE_VARIABLE, "gpu")
    with caplog.at_level(logging.WARNING), MediaPipeEngine(heavy_model) as engine:
        assert engine(GREY) is None
    said = [one.getMessage() for one in caplog.records if one.name == delegate.__name__]
    assert len(said) == (0 if delegate.usable() == "gpu" else 1)  # a machine with a card has nothing to say
    assert "kGpuService" not in capfd.readouterr().err
