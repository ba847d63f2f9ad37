"""A page with nothing but the viewer, for tests: its film and scene are named in the environment."""

from __future__ import annotations

import json
import os
import pickle
from dataclasses import asdict
from pathlib import Path

import streamlit as st

from formcheck.web.viewer.viewer import jump_to, viewer

KEY = "film"

st.set_page_config(layout="centered")
st.html("<style>.stMainBlockContainer { max-width: 60rem; }</style>")
folder = Path(os.environ["FORMCHECK_VIEWER_TEST"])
scene = pickle.loads((folder / "scene.pickle").read_bytes())  # our own file
state = viewer(folder / "film.mp4", scene, key=KEY)
st.button("Go to frame 7", on_click=jump_to, args=(KEY, 7))
st.button("Run again")
told = {"frame": state.frame, "corrections": [asdict(one) for one in state.corrections]}
st.html(f'<pre class="told">{json.dumps(told)}</pre>')
