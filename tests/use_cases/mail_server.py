"""A mail server of this machine, which keeps what it is handed, or refuses as a test wants it to."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from use_cases.mail_delivery import MailSettings

SENDER = "plan@ministry.example"


@dataclass
class MailServer:
    """What a running server has taken, and whom it refuses."""

    refused: frozenset[str] = frozenset()
    letters: list[EmailMessage] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - the name that the library calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a letter to whoever is not refused."""
        if address in self.refused:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a letter."""
        content = envelope.content
        assert isinstance(content, bytes)
        letter = message_from_bytes(content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"

    def settings(self, **fields: object) -> MailSettings:
        """Settings by which the server is reached, without TLS unless a test says otherwise."""
        usual: dict[str, object] = {
            "host": "127.0.0.1",
            "port": self.port,
            "sender": SENDER,
            "starttls": False,
            "url": "https://dashboard.example",
            "seconds": 5.0,
        }
        return MailSettings(**{**usual, **fields})  # type: ignore[arg-type]


@contextmanager
def mail_server(
    *,
    refused: frozenset[str] = frozenset(),
    tls: ssl.SSLContext | None = None,
    password: str = "",
) -> Iterator[MailServer]:
    """A server on a free port; with `tls` it offers STARTTLS, with `password` it wants to be signed in to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        kept = MailServer(refused=refused, port=probe.getsockname()[1])

    def judged(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: LoginPassword
    ) -> AuthResult:
        return AuthResult(success=given.password == password.encode(), handled=False)

    controller = Controller(
        kept,
        hostname="127.0.0.1",
        port=kept.port,
        tls_context=tls,
        authenticator=judged if password else None,
        auth_required=bool(password),
        auth_require_tls=bool(password),
    )
    controller.start()
    try:
        yield kept
    finally:
        controller.stop()
