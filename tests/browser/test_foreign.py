"""A page of somebody else's, open in the same browser, does not reach this one."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.model]
SOCKET = "/_stcore/stream"


def asked(server: Server, path: str, **headers: str) -> int:
    """Return the status of the answer; 0 when the line is cut without one."""
    host = urlsplit(server.url).netloc
    line = http.client.HTTPConnection(host, timeout=10)
    try:
        line.putrequest("GET", path, skip_host=True)
        for name, value in ({"Host": host} | headers).items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders()
        return line.getresponse().status
    except http.client.RemoteDisconnected:
        return 0
    finally:
        line.close()


def upgraded(server: Server, **headers: str) -> int:
    """Ask for a websocket."""
    return asked(
        server,
        SOCKET,
        Connection="Upgrade",
        Upgrade="websocket",
        Sec_WebSocket_Version="13",
        Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
        **headers,
    )


def test_only_pages_of_its_own_may_talk_to_it(server: Server) -> None:
    assert upgraded(server, Origin=server.url) == 101
    for foreign in ("http://evil.example", "https://evil.example:8501", "null"):
        assert upgraded(server, Origin=foreign) in (0, 400, 403), foreign


def test_a_name_made_to_point_here_gets_the_empty_shell_and_no_more(server: Server) -> None:
    port = urlsplit(server.url).port
    assert upgraded(server, Host=f"localhost:{port}", Origin=f"http://localhost:{port}") == 101
    for foreign in ("evil.example", f"evil.example:{port}", f"127.0.0.1.evil.example:{port}"):
        assert upgraded(server, Host=foreign, Origin=f"http://{foreign}") in (0, 400, 403), foreign
