"""What RTMPose needs is said in one sentence when it is not there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from formcheck.errors import LibraryError, ModelError
from formcheck.pose.models import ModelFile
from formcheck.pose.rtmpose_files import SOURCE, WEIGHTS_VARIABLE, runtime, weights


def test_weights_are_named_by_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(WEIGHTS_VARIABLE, raising=False)
    with pytest.raises(ModelError, match=WEIGHTS_VARIABLE) as caught:
        weights()
    assert SOURCE in str(caught.value)
    monkeypatch.setenv(WEIGHTS_VARIABLE, str(tmp_path / "absent.onnx"))
    with pytest.raises(ModelError, match=r"absent\.onnx"):
        weights()
    (tmp_path / "end2end.onnx").write_bytes(b"net")
    monkeypatch.setenv(WEIGHTS_VARIABLE, str(tmp_path))
    found = weights()
    assert (found.path, found.name) == (tmp_path / "end2end.onnx", "rtmpose")
    assert found == ModelFile(found.path, found.sha256, "rtmpose")


def test_the_extra_is_named_when_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(LibraryError, match=r"formcheck\[rtmpose\]"):
        runtime()
