"""Set everything up and run formcheck; only Python 3.11 or newer is needed beforehand.

    python3 run.py page     open the page in the browser
    python3 run.py test     pass the tests
    python3 run.py check    pass the tests, then the linter, the types, the import contract, licences and
                            known vulnerabilities
    python3 run.py setup    only set everything up; --newest takes the newest versions, not the locked ones
    python3 run.py lock     write the lock files anew from pyproject.toml; --upgrade takes the newest versions
    python3 run.py sbom     write build/sbom.json, which lists all that formcheck is made from

On Windows write ``py`` in place of ``python3``. What follows ``test`` is handed to pytest. All is installed
into the folder ``.venv`` beside this file; on Debian and Ubuntu root also gets the system libraries that are
missing.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib
import importlib.util
import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "formcheck-setup.json"
OLDEST = (3, 11)
NEWEST_LOCKED = (3, 14)  # every locked version has wheels up to this Python on the systems below
OLDEST_MACOS = 15
FIRST_PORT = 8501
# What the picture library and the pose engine load, and the Debian package that brings it.
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libxcb.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGLESv2.so.2": "libgles2",
}
TEST_LIBRARIES = {"libatomic.so.1": "libatomic1"}  # what drives the browser in the tests


class SetupFailed(SystemExit):
    """Something is missing that this program cannot bring; the message says what to do."""

    def __init__(self, message: str) -> None:
        print(f"\n{message}", file=sys.stderr, flush=True)
        super().__init__(2)


def say(message: str) -> None:
    """Tell the user what happens next."""
    print(f"== {message}", flush=True)


def call(*command: str | Path, **environment: str) -> int:
    """Run a program in the project's folder and return its exit code."""
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode  # noqa: S603


def missing_packages(extras: set[str]) -> list[str]:
    """Debian packages of what this Linux lacks; nothing on other systems, where the wheels hold it all."""
    if not sys.platform.startswith("linux"):
        return []
    packages = [] if can_make_environments() else [environment_package()]
    for library, package in {**LIBRARIES, **(TEST_LIBRARIES if "test" in extras else {})}.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    return list(dict.fromkeys(packages))


def can_make_environments() -> bool:
    """Tell whether ``python -m venv`` works; Debian keeps half of it in a package of its own."""
    importlib.invalidate_caches()
    return bool(importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"))


def environment_package() -> str:
    """Name of the Debian package that completes this Python."""
    own = Path(sys.base_prefix) == Path("/usr")
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv" if own else "python3-venv"


def complete_system(extras: set[str]) -> None:
    """Install the system packages that are missing, or say how."""
    packages = missing_packages(extras)
    if not packages:
        return
    line = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    if not shutil.which("apt-get"):
        names = ", ".join(packages)
        raise SetupFailed(
            f"This Linux lacks what Debian calls {names}: install its own packages of these, and try again."
        )
    if os.geteuid() != 0:
        raise SetupFailed(
            f"This system lacks {', '.join(packages)}; run this, then try again:\n\n    sudo sh -c '{line}'"
        )
    say(f"Installing system packages: {' '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    call("apt-get", "update", "-q", **quiet)
    call("apt-get", "install", "-y", "-q", "--no-install-recommends", *packages, **quiet)
    left = missing_packages(extras)
    if left:
        raise SetupFailed(
            f"{', '.join(left)} could not be installed; see the lines above, then run:\n\n    {line}"
        )


def lock_for(extras: set[str]) -> Path | None:
    """Find the file of locked versions; None where they may lack wheels for this Python or system."""
    lock = ROOT / ("requirements-test.lock" if "test" in extras else "requirements.lock")
    system = sys.platform in ("linux", "win32")
    if sys.platform == "darwin":
        system = int(platform.mac_ver()[0].split(".")[0] or 0) >= OLDEST_MACOS
    fits = system and OLDEST <= sys.version_info[:2] <= NEWEST_LOCKED
    return lock if fits and lock.exists() else None


def wanted_stamp(extras: set[str], newest: bool = False) -> dict[str, object]:
    """Describe what an environment is made from; another one is made when any of it changes."""
    lock = None if newest else lock_for(extras)
    return {
        "pyproject": hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest(),
        "lock": hashlib.sha256(lock.read_bytes()).hexdigest() if lock else None,
        "newest": newest,
        "python": sys.version,
        "folder": str(ROOT),
        "extras": sorted(extras),
    }


def kept_stamp() -> dict[str, object]:
    """Read what the environment there is was made from."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def complete_environment(extras: set[str], newest: bool = False) -> None:
    """Make ``.venv`` and install formcheck into it, unless that was done before.

    Where the newest versions were asked for once, it stays with them until ``.venv`` is removed.
    """
    kept = kept_stamp()
    newest = newest or kept.get("newest") is True
    earlier = kept.get("extras")
    had = set(earlier) if isinstance(earlier, list) else set()
    works = PYTHON.exists() and call(PYTHON, "-c", "") == 0
    if works and extras <= had and kept == wanted_stamp(had, newest):
        return
    same_python = kept.get("python", sys.version) == sys.version
    if not works or not same_python:
        say(f"Making the environment {VENV.name} with Python {sys.version.split()[0]}")
        if call(sys.executable, "-m", "venv", "--clear", VENV) != 0:
            raise SetupFailed("The environment could not be made; see the lines above.")
        had = set()
    extras = extras | had
    say("Installing formcheck and what it needs (once; some minutes, about 1.5 GB on disk)")
    install(extras, None if newest else lock_for(extras))
    STAMP.write_text(json.dumps(wanted_stamp(extras, newest), indent=1), encoding="utf-8")


def install(extras: set[str], lock: Path | None) -> None:
    """Install the locked versions, each file checked by its hash, or else the newest that fit."""
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--no-input"]
    if lock is None:
        say("Taking the newest versions that fit: not those of the lock files, and without their hashes")
        what = f".[{','.join(sorted(extras))}]" if extras else "."
        done = call(*pip, "--editable", what) == 0
    else:
        done = call(*pip, "--require-hashes", "--requirement", lock) == 0 and (
            call(*pip, "--no-deps", "--no-build-isolation", "--editable", ".") == 0
        )
    if not done:
        raise SetupFailed(
            "The installation did not finish; check the network and the free space, then try again. "
            "Where a locked version does not fit this system, 'python3 run.py setup --newest' takes others."
        )


def complete_model() -> None:
    """Fetch the pose model into the user's cache, where it stays."""
    say("Looking for the pose model (30 MB, fetched once)")
    if call(PYTHON, "-m", "formcheck", "models", "fetch", "heavy") != 0:
        say("Going on without the pose model; it is fetched again on first use")


def set_up(extras: set[str], newest: bool = False) -> None:
    """Bring all that is missing."""
    complete_system(extras)
    complete_environment(extras, newest)
    complete_model()


def page(browser: bool, port: int | None) -> int:
    """Serve the page on this machine only, and open it where there is a display."""
    set_up(set())
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    command = [str(PYTHON), "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    server = subprocess.Popen([*command, "--server.port", str(port)], cwd=ROOT)  # noqa: S603
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        if answers(server, address):
            say(f"The page is at {address} (stop it with Ctrl+C); your films stay on this machine")
            if browser and has_display():
                webbrowser.open(address)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """First free port from 8501 on, so that a second page can run beside the first."""
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise SetupFailed(f"No port from {FIRST_PORT} on is free: name one with --port.")


def answers(server: subprocess.Popen[bytes], address: str) -> bool:
    """Wait until the page answers; False when its program ended before."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def has_display() -> bool:
    """Tell whether a browser could show itself here."""
    if os.environ.get("SSH_CONNECTION"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test(arguments: list[str]) -> int:
    """Run the tests."""
    set_up({"test"})
    say("Running the tests")
    return call(PYTHON, "-m", "pytest", *arguments)


def supply(program: str, *arguments: str) -> int:
    """Run one of the programs in ``supply/``; they need what the tests need."""
    set_up({"test"})
    return call(PYTHON, "-m", f"supply.{program}", *arguments)


def main(arguments: list[str]) -> int:
    """Read the command line and do what it says."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:2])
        raise SetupFailed(
            f"formcheck needs Python {OLDEST[0]}.{OLDEST[1]} or newer, this is {found}: install a newer one."
        )
    parser = argparse.ArgumentParser(
        prog="run.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    page_parser = commands.add_parser("page", help="open the page")
    page_parser.add_argument("--no-browser", action="store_true", help="only serve it")
    page_parser.add_argument("--port", type=int, help="port to serve it on (default: first free from 8501)")
    commands.add_parser("test", help="pass the tests", add_help=False)
    check_parser = commands.add_parser("check", help="all that a change has to pass")
    check_parser.add_argument("--no-tests", action="store_true", help="leave the tests out")
    setup_parser = commands.add_parser("setup", help="only set everything up")
    setup_parser.add_argument("--newest", action="store_true", help="newest versions, not the locked ones")
    lock_parser = commands.add_parser("lock", help="write the lock files anew")
    lock_parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    commands.add_parser("sbom", help="list all that formcheck is made from")
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command != "test":
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if options.command == "page":
        return page(not options.no_browser, options.port)
    if options.command == "test":
        return test(rest)
    if options.command == "check":
        return supply("check", *(["--no-tests"] if options.no_tests else []))
    if options.command == "lock":
        return supply("lock", *(["--upgrade"] if options.upgrade else []))
    if options.command == "sbom":
        return supply("sbom")
    set_up(set(), options.newest)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
