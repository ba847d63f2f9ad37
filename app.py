"""The page: ``streamlit run app.py``. Navigation only; everything else is in formcheck/web."""

import streamlit as st

from formcheck.web.navigation import show
from formcheck.web.style import ICON

st.set_page_config(page_title="formcheck", page_icon=ICON, layout="wide")
show()
