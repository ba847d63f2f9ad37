"""What made a report."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from formcheck.pose.engines import engine_of
from formcheck.pose.models import ModelFile
from formcheck.pose.rtmpose_files import runtime_version
from formcheck.report.value import Provenance


def provenance(model: ModelFile) -> Provenance:
    """Gather versions, model and time."""
    return Provenance(
        formcheck=_version("formcheck"),
        python=platform.python_version(),
        mediapipe=_version("mediapipe"),
        opencv=_version("opencv-contrib-python"),
        numpy=_version("numpy"),
        scipy=_version("scipy"),
        av=_version("av"),
        engine=engine_of(model),
        onnxruntime=runtime_version() if engine_of(model) == "rtmpose" else None,
        model=model.name,
        model_sha256=model.sha256,
        created_utc=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
