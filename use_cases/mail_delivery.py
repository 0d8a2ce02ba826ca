"""A letter handed to a mail server, and what is said where the server does not take it."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Protocol

from domain.failures import Refusal
from domain.text import mark

SECONDS = 20.0
PORT_WITH_TLS = 465
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """The mail server of an installation. `sender` is the address from which letters come, `url` where readers
    reach the dashboard; with port 465 the connection begins with TLS, whatever `starttls` says.
    """

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = True
    url: str = ""
    seconds: float = SECONDS

    @property
    def is_secure(self) -> bool:
        """Whether nobody on the way can read along."""
        return self.starttls or self.port == PORT_WITH_TLS or self.host in THIS_MACHINE


class LetterRefused(Refusal):
    """The server does not take this letter; another may go through."""


class ServerRefused(Refusal):
    """Nothing can be sent by this server as things are."""


class Post(Protocol):
    """Takes letters to where they go."""

    def __call__(self, letter: EmailMessage) -> None:
        """Hand over a letter. Raises LetterRefused, ServerRefused."""


def deliver(settings: MailSettings, letter: EmailMessage) -> None:
    """Hand a letter to the mail server. Raises LetterRefused, ServerRefused."""
    if settings.user and not settings.is_secure:
        raise _server(
            "smtp_password_in_clear",
            mark(
                "The password for {server} would go through the network in the clear. Set SMTP_STARTTLS=1, or use a "
                "server of this machine."
            ),
            settings,
        )
    with _spoken_to(settings) as server:
        try:
            server.send_message(letter)
        except smtplib.SMTPRecipientsRefused as fault:
            raise _letter("letter_recipient_refused", TO_REFUSED, letter, fault.recipients) from fault
        except smtplib.SMTPDataError as fault:
            raise _letter("letter_refused", NOT_TAKEN, letter, fault.smtp_error) from fault


TO_REFUSED = mark("The mail server does not take letters to {address}: {answer}")
NOT_TAKEN = mark("The mail server did not take the letter to {address}: {answer}")


@contextmanager
def _spoken_to(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    """A conversation with the server, secured and signed in as the settings say. Raises ServerRefused."""
    try:
        with _connected(settings) as server:
            _secured(server, settings)
            if settings.user:
                server.login(settings.user, settings.password)
            yield server
    except (smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError) as fault:
        raise _server("smtp_refused", _who_is_refused(fault), settings, fault.smtp_error) from fault
    except smtplib.SMTPNotSupportedError as fault:
        raise _server("smtp_no_tls", NO_TLS, settings) from fault
    except ssl.SSLError as fault:
        raise _server("smtp_tls_failed", TLS_FAILED, settings, fault) from fault
    except (smtplib.SMTPException, OSError) as fault:
        # The library says of a silent server that it hung up; what it had waited for stands behind that.
        if isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError):
            raise _server("smtp_timeout", SILENT, settings) from fault
        raise _server("smtp_unreachable", UNREACHABLE, settings, fault) from fault


NO_TLS = mark(
    "The mail server {server} does not offer what the settings ask of it (STARTTLS, or signing in). Set "
    "SMTP_STARTTLS=0 only where the network between is your own."
)
TLS_FAILED = mark(
    "The connection to the mail server {server} could not be secured: {answer} Check the name in SMTP_HOST and the "
    "server's certificate."
)
SILENT = mark(
    "The mail server {server} did not answer in time. Check SMTP_HOST and SMTP_PORT, or try again later."
)
UNREACHABLE = mark("The mail server {server} cannot be spoken with: {answer} Check SMTP_HOST and SMTP_PORT.")
SENDER_REFUSED = mark("The mail server {server} takes no letters from SMTP_FROM: {answer}")
SIGN_IN_REFUSED = mark("The mail server {server} refuses SMTP_USER with SMTP_PASSWORD: {answer}")


def _who_is_refused(fault: smtplib.SMTPResponseException) -> str:
    return SENDER_REFUSED if isinstance(fault, smtplib.SMTPSenderRefused) else SIGN_IN_REFUSED


def _connected(settings: MailSettings) -> smtplib.SMTP:
    if settings.port == PORT_WITH_TLS:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=settings.seconds, context=context)
    return smtplib.SMTP(settings.host, settings.port, timeout=settings.seconds)


def _secured(server: smtplib.SMTP, settings: MailSettings) -> None:
    """TLS from here on. Whoever asks for it gets it or nothing: a letter never goes on without."""
    if settings.starttls and settings.port != PORT_WITH_TLS:
        server.starttls(context=ssl.create_default_context())


def _server(code: str, message: str, settings: MailSettings, answer: object = "") -> ServerRefused:
    return ServerRefused(
        code, message, {"server": f"{settings.host}:{settings.port}", "answer": _said(answer)}
    )


def _letter(code: str, message: str, letter: EmailMessage, answer: object) -> LetterRefused:
    return LetterRefused(code, message, {"address": str(letter["To"]), "answer": _said(answer)})


def _said(answer: object) -> str:
    """What the other side said, on one line and not too long."""
    if isinstance(answer, dict):
        answer = next(iter(answer.values()), ("", ""))[-1]
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
    return " ".join(text.split())[:200]
