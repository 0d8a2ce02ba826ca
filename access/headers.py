"""What every answer tells a browser: what it may load and run, who may frame it, how long it may keep it."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.door_settings import DoorSettings, load_door_settings
from access.session_cookie import came_secure

# Streamlit writes its styles into the page; everything else comes from this server, as a file.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; frame-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# The pages of the door are plain HTML with a sheet of their own.
PLAIN_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
DENIED = (
    "accelerometer",
    "autoplay",
    "camera",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
# Streamlit's menu can record the screen, with its reader's voice: display-capture and microphone stay as they are.
PERMISSIONS = ", ".join(f"{name}=()" for name in DENIED)
ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # With no-referrer a browser would hide from us where a form was sent from.
    "referrer-policy": "same-origin",
    "permissions-policy": PERMISSIONS,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
BY_TLS_ONLY = "max-age=31536000"
# Programs and pictures, the same for everybody. Whatever else is answered belongs to the one who asked.
FOR_EVERYBODY = ("/static/", "/assets/", "/component/", "/_stcore/bidi-components/")
UNCHANGED = {200, 206, 304}


class SecurityHeaders:
    """Pure ASGI, outermost: adds the headers to every answer, also to refusals, redirects and faults."""

    def __init__(self, app: ASGIApp, settings: DoorSettings | None = None) -> None:
        self._app = app
        self._settings = settings or load_door_settings()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer; where it fails before it began to, say so in its place."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        answer = _Answer(scope, send, is_secure=self._settings.is_secure or came_secure(scope))
        try:
            await self._app(scope, receive, answer.take)
        except Exception:
            if scope["type"] == "http" and not answer.has_begun:
                await answer.fail()
            raise


class _Answer:
    """One answer on its way out."""

    def __init__(self, scope: Scope, send: Send, *, is_secure: bool) -> None:
        self._path: str = scope["path"]
        self._send = send
        self._is_secure = is_secure
        self.has_begun = False

    async def take(self, message: Message) -> None:
        if message["type"] in {"http.response.start", "websocket.http.response.start"}:
            self.has_begun = True
            message = {**message, "headers": self._headers(message)}
        await self._send(message)

    async def fail(self) -> None:
        """The answer to a request that met a fault of ours: the log knows which."""
        plain = [(b"content-type", b"text/plain; charset=utf-8")]
        await self.take({"type": "http.response.start", "status": 500, "headers": plain})
        await self._send({"type": "http.response.body", "body": b"Internal Server Error"})

    def _headers(self, start: Message) -> list[tuple[bytes, bytes]]:
        headers = MutableHeaders(raw=[self._kept_by_tls(*pair) for pair in start.get("headers", ())])
        for name, value in ALWAYS.items():
            headers.setdefault(name, value)
        if self._is_secure:
            headers.setdefault("strict-transport-security", BY_TLS_ONLY)
        if not (start["status"] in UNCHANGED and self._path.startswith(FOR_EVERYBODY)):
            headers["cache-control"] = "no-store"
        return headers.raw

    def _kept_by_tls(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        """Streamlit's own cookies too are for TLS only where there is TLS: it does not know of a proxy's."""
        plain = name.lower() == b"set-cookie" and b"secure" not in value.lower()
        return name, value + b"; Secure" if plain and self._is_secure else value
