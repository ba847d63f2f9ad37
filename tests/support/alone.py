"""Run something where there is no network: ``unshare -rn python -m tests.support.alone COMMAND``.

In its network namespace (Linux) it switches the loopback on, makes sure that there is no way out, and becomes
the command.
"""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
import sys

import pytest

_SET_FLAGS, _UP = 0x8914, 0x1 | 0x40
_OUTSIDE = ("192.0.2.1", 80)  # an address nobody has


def command(*words: str) -> list[str]:
    """Return what runs a command without a network; skip the test where that is not allowed."""
    unshare = shutil.which("unshare")
    if (
        unshare is None
        or subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no network namespace: unshare -rn is not allowed here")
    return [unshare, "-rn", sys.executable, "-m", "tests.support.alone", *words]


def main() -> None:
    import fcntl

    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh", b"lo", _UP))
    with socket.socket() as call:
        call.settimeout(2.0)
        try:
            call.connect(_OUTSIDE)
        except OSError:
            os.execvp(sys.argv[1], sys.argv[1:])
    raise SystemExit("there is a network here")


if __name__ == "__main__":
    main()
