"""A small OpenID provider on this machine: discovery, a way to ask who somebody is, signed answers, its keys.

It is a real one: it speaks HTTP, holds clients to their secret, to PKCE and to one use of a code. What a test wants
otherwise, it says in the provider's attributes.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "dashboard", "a secret of both"
HOUR = 3_600
Claims = dict[str, Any]


def new_key() -> RSAKey:
    """A key of the provider, with a name of its own."""
    return RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig", "alg": "RS256"})


@cache
def usual_key() -> RSAKey:
    """The key that a provider begins with; making one takes a while."""
    return new_key()


@dataclass(slots=True)
class Asked:
    """What came with the browser, and must fit when the code is brought."""

    redirect_uri: str
    nonce: str
    challenge: str


@dataclass
class Provider:
    """What it says of whoever comes: `person`. What it does otherwise than it should: the rest."""

    issuer: str
    person: Claims = field(default_factory=lambda: {"sub": "248289761001", "preferred_username": "somsri"})
    signs_with: RSAKey = field(default_factory=usual_key)
    shows: list[RSAKey] = field(default_factory=list)
    spoil: Callable[[Claims], Claims] = lambda claims: claims
    spoil_token: Callable[[str], str] = lambda token: token
    spoil_metadata: Callable[[Claims], Claims] = lambda metadata: metadata
    refuses: str = ""
    keys_were_asked: int = 0
    _codes: dict[str, Asked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shows = self.shows or [self.signs_with]

    def change_its_key(self) -> None:
        """Sign with another key from now on; the old one is shown no more."""
        self.signs_with = new_key()
        self.shows = [self.signs_with]

    def metadata(self) -> Claims:
        """What discovery tells."""
        return self.spoil_metadata(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def keys(self) -> Claims:
        """Its public keys."""
        self.keys_were_asked += 1
        return {"keys": [key.as_dict(private=False) for key in self.shows]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back to: whoever comes is known, and agrees."""
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        if self.refuses:
            return f"{asked['redirect_uri']}?{urlencode({'error': self.refuses, 'state': asked['state']})}"
        code = secrets.token_urlsafe(16)
        self._codes[code] = Asked(asked["redirect_uri"], asked["nonce"], asked["code_challenge"])
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, brought: dict[str, str], credentials: str) -> tuple[int, Claims]:
        """The answer to a code: once, to who asked for it, with the word that only he knows."""
        given = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if credentials not in {f"Basic {given}", f"Basic {_quoted()}"}:
            return 401, {"error": "invalid_client"}
        asked = self._codes.pop(brought.get("code", ""), None)
        digest = hashlib.sha256(brought.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or (asked.redirect_uri, asked.challenge) != (brought.get("redirect_uri"), challenge):
            return 400, {"error": "invalid_grant"}
        answer = {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": HOUR}
        return 200, answer | {"id_token": self.signed(asked.nonce)}

    def signed(self, nonce: str) -> str:
        """A token for who came."""
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + HOUR,
            "nonce": nonce,
            **self.person,
        }
        key = self.signs_with
        return self.spoil_token(jwt.encode({"alg": "RS256", "kid": key.kid}, self.spoil(claims), key))


def _quoted() -> str:
    """The same credentials as RFC 6749 wants them: in the way of forms, before they are joined."""
    name, secret = (urlencode({"": part})[1:] for part in (CLIENT, SECRET))
    return base64.b64encode(f"{name}:{secret}".encode()).decode()


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        match parts.path:
            case "/.well-known/openid-configuration":
                self._say(200, self.provider.metadata())
            case "/keys":
                self._say(200, self.provider.keys())
            case "/authorize":
                self._say(302, {}, Location=self.provider.authorize(asked))
            case _:
                self._say(404, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        brought = {name: values[0] for name, values in parse_qs(body).items()}
        self._say(*self.provider.token(brought, self.headers.get("Authorization", "")))

    def _say(self, status: int, answer: Claims, **headers: str) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving_provider() -> Iterator[Provider]:
    """A provider that answers as long as it is needed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    provider = Provider(issuer=f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = type("_Bound", (_Handler,), {"provider": provider})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
