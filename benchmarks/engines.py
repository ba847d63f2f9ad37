"""What an engine costs: the default one against its landmark net run directly, ms a picture.

    pip install --target DIR --no-deps ai-edge-litert backports.strenum openvino
    PYTHONPATH=DIR python -m benchmarks.engines [FILM]

The net alone leaves out all that is round it (cutting out, the detector, tracking): the least a direct
engine could take. Turns are taken, so that other work on the machine meets all alike; the smallest and the
median time are told. Libraries that are not installed are left out.
"""

from __future__ import annotations

import argparse
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from benchmarks.stats import table
from formcheck.clip import Picture, Reader, probe
from formcheck.pose.mediapipe_engine import MediaPipeEngine
from formcheck.pose.models import locate

ROOT = Path(__file__).resolve().parent.parent
WARM, PICTURES = 2, 20
Turn = Callable[[], object]


def engines(film: Path, count: int, open_: ExitStack) -> Turn:
    """Return a turn of the default engine: one picture by each of `count`, side by side."""
    pictures = list(islice(Reader(probe(film)), PICTURES))
    made = [open_.enter_context(MediaPipeEngine(locate("heavy").path)) for _ in range(count)]
    pool = open_.enter_context(ThreadPoolExecutor(count))
    at = iter(range(10**9))

    def turn() -> object:
        picture: Picture = pictures[next(at) % len(pictures)]
        return list(pool.map(lambda engine: engine(picture), made))

    return turn


def openvino(net: Path, threads: int, *, mask: bool = True, precision: str = "f32") -> Turn:
    """Return a turn of the landmark net in OpenVINO; left alone it takes bf16 where the processor has it."""
    import openvino as ov

    core = ov.Core()
    model = core.read_model(str(net))
    if not mask:
        whole = [one.get_node().input_value(0) for one in model.outputs]
        kept = [one for k, one in enumerate(whole) if k != 2]  # the third is the 256 x 256 mask
        model = ov.Model([ov.opset13.result(one) for one in kept], model.get_parameters(), "no_mask")
    told = {"INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": 1, "INFERENCE_PRECISION_HINT": precision}
    compiled = core.compile_model(model, "CPU", told)
    request, picture = compiled.create_infer_request(), _picture()
    return lambda: request.infer([picture])


def litert(net: Path, threads: int) -> Turn:
    """Return a turn of the landmark net in LiteRT."""
    from ai_edge_litert.interpreter import Interpreter

    made = Interpreter(str(net), num_threads=threads)
    made.allocate_tensors()
    made.set_tensor(made.get_input_details()[0]["index"], _picture())
    return lambda: made.invoke()


def _picture() -> NDArray[np.float32]:
    return np.random.default_rng(1).random((1, 256, 256, 3), dtype=np.float32)


def turns(film: Path, net: Path, open_: ExitStack) -> dict[str, tuple[Turn, int]]:
    """Return what takes turns, and how many pictures one turn is."""
    found: dict[str, tuple[Turn, int]] = {
        "default engine, one": (engines(film, 1, open_), 1),
        "default engine, two side by side": (engines(film, 2, open_), 2),
    }
    for threads in (1, 2):
        nets: dict[str, Turn] = {}
        try:
            nets["LiteRT net alone"] = litert(net, threads)
            nets["OpenVINO net alone"] = openvino(net, threads)
            nets["OpenVINO net without its mask"] = openvino(net, threads, mask=False)
            nets["the same in bf16"] = openvino(net, threads, mask=False, precision="bf16")
        except ImportError as error:
            print(f"Some nets are left out: {error}")
        found |= {f"{name}, {threads} thread{'s' * (threads > 1)}": (turn, 1) for name, turn in nets.items()}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("film", nargs="?", type=Path, default=ROOT / "sample_videos" / "good_right.mp4")
    parser.add_argument("--rounds", type=int, default=20)
    told = parser.parse_args()
    with ExitStack() as open_:
        folder = Path(open_.enter_context(TemporaryDirectory()))
        with zipfile.ZipFile(locate("heavy").path) as task:
            net = Path(task.extract("pose_landmarks_detector.tflite", folder))
        todo = turns(told.film, net, open_)
        took: dict[str, list[float]] = {name: [] for name in todo}
        for number in range(told.rounds + WARM):
            for name, (turn, pictures) in todo.items():
                start = time.perf_counter()
                turn()
                if number >= WARM:
                    took[name].append((time.perf_counter() - start) * 1000 / pictures)
    rows = [[name, f"{min(ms):.1f}", f"{np.median(ms):.1f}"] for name, ms in took.items()]
    print("\n".join(table(("heavy, ms a picture", "least", "median"), rows)))


if __name__ == "__main__":
    main()
