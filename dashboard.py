"""What `streamlit run dashboard.py` starts: the screens in ui/app.py, and what stands around them."""

import streamlit as st
from starlette.middleware import Middleware

from access.compress import Compression
from access.demonstration import Guests
from access.door_settings import check_whole_host
from access.drawing_library import LIBRARY_ROUTE
from access.first_page import SCRIPT_ROUTE, FirstPage
from access.gate import Gate
from access.headers import SecurityHeaders
from access.health import HEALTH_ROUTES
from access.own_password import own_password_routes
from access.sign_in_routes import sign_in_routes
from access.start_up import lifespan
from sample_data.loading import prepare
from sample_data.people import DEMONSTRATION
from ui.uploads import held_bytes

# Loaded in the background while the first reader's browser is still fetching the page.
PRELOAD = ("pandas", "sqlalchemy")

check_whole_host(st.get_option("server.baseUrlPath"))
guests = Guests(demonstration=DEMONSTRATION, listens_on=st.get_option("server.address"))

app = st.App(
    "ui/app.py",
    # From the outside to the inside: nothing is asked before the gate, and nothing leaves without the headers.
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(Gate, held_bytes=held_bytes),
        Middleware(FirstPage),
        Middleware(Compression),
    ],
    routes=[*HEALTH_ROUTES, SCRIPT_ROUTE, LIBRARY_ROUTE, *sign_in_routes(guests), *own_password_routes()],
    lifespan=lifespan(preload=PRELOAD, prepare=prepare),
)
