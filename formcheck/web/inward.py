"""Streamlit asks nobody outside for this computer's address."""

from __future__ import annotations

from streamlit import net_util

_OWN = "127.0.0.1"
_KNOWN = "_external_ip"  # where Streamlit keeps the answer


def stay_inside() -> None:
    """Tell Streamlit an answer before it asks.

    Whenever a page of somebody else's, open in a browser here, tries to connect, Streamlit would ask a
    service on the internet for the address this computer has there, to compare it; everybody waits meanwhile.
    Nothing is let in by this: what is told here is let in anyway.
    """
    if hasattr(net_util, _KNOWN):  # no part of what Streamlit promises
        setattr(net_util, _KNOWN, _OWN)
