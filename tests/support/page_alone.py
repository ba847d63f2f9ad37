"""Start the page, ask it once, and tell at which addresses it listens; see `tests.support.alone`."""

from __future__ import annotations

import json
import sys
import urllib.request
from pathlib import Path

from tests.browser.conftest import start_server, stop_server

_LISTENS = "0A"


def main() -> None:
    server = start_server(Path(sys.argv[1]))
    with urllib.request.urlopen(server.url, timeout=10) as answer:
        status = answer.status
    # In a network namespace of its own, all that listens is the page.
    found = [line.split() for name in ("tcp", "tcp6") for line in _table(name)]
    listening = sorted({words[1].partition(":")[0] for words in found if words[3] == _LISTENS})
    print(json.dumps({"status": status, "listening": listening}))
    stop_server(server)


def _table(name: str) -> list[str]:
    file = Path(f"/proc/net/{name}")
    return file.read_text().splitlines()[1:] if file.is_file() else []


if __name__ == "__main__":
    main()
