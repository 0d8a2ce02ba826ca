"""What `streamlit run dashboard.py` starts: the screens in ui/app.py, and what stands around them."""

import streamlit as st
from starlette.middleware import Middleware

from access.compress import Compression
from access.start_up import lifespan

# Loaded behind the first page, while its reader's browser still fetches Streamlit's own scripts.
PRELOAD = ("pandas", "plotly.graph_objects", "ui.house")

app = st.App(
    "ui/app.py",
    middleware=[Middleware(Compression)],
    lifespan=lifespan(preload=PRELOAD, prepare="ui.house:open_house"),
)
