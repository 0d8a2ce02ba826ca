"""What `streamlit run dashboard.py` starts: the screens in ui/app.py, and what stands around them."""

import streamlit as st
from starlette.middleware import Middleware

from access.compress import Compression
from access.drawing_library import LIBRARY_ROUTE
from access.first_page import SCRIPT_ROUTE, FirstPage
from access.health import HEALTH_ROUTES
from access.start_up import lifespan
from sample_data.loading import prepare

# Loaded in the background while the first reader's browser is still fetching the page.
PRELOAD = ("pandas", "sqlalchemy")

app = st.App(
    "ui/app.py",
    middleware=[Middleware(FirstPage), Middleware(Compression)],
    routes=[*HEALTH_ROUTES, SCRIPT_ROUTE, LIBRARY_ROUTE],
    lifespan=lifespan(preload=PRELOAD, prepare=prepare),
)
