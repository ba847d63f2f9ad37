"""Nobody outside is asked for this computer's address."""

from __future__ import annotations

import pytest
from streamlit import net_util

from formcheck.web.inward import stay_inside


def test_streamlit_has_its_answer_and_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(url: str, timeout: float = 0.0) -> None:
        asked.append(url)

    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", ask)
    net_util.get_external_ip()
    assert asked  # else there is no need for it any more
    asked.clear()
    stay_inside()
    assert net_util.get_external_ip() == "127.0.0.1"
    assert asked == []


def test_a_streamlit_that_keeps_it_elsewhere_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(net_util, "_external_ip")
    stay_inside()
    assert not hasattr(net_util, "_external_ip")
