"""Reminders by e-mail, handed to a real server of this machine: one letter a day, and a clear word where it fails.

DOP, DSD and DWF owe the second quarter on 10 April 2563; on 5 April each is due in five days.
"""

import json
import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from functools import partial
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from icalendar import Calendar

from data_access.database import Connection, Database
from data_access.people import save_disabled, save_grant, save_person
from data_access.reminder_mails import claim_mail
from domain.audit import Deed
from domain.permission import Action
from domain.person import Grant, Role
from domain.text import Language
from house_style.wording import wording
from tests.builders import YEAR
from tests.data_access.builders import at
from tests.people import ROOT, a_grant, everybody, somebody
from tests.use_cases.mail_server import SENDER, MailServer, mail_server
from tests.use_cases.ministry import DOP, DSD, DWF, PLAN, a_silent_ministry, first_quarter
from tests.use_cases.test_authority import log_of
from use_cases.authority import Caller, Forbidden
from use_cases.mail_delivery import LetterRefused, MailSettings, ServerRefused, deliver
from use_cases.reminder_letter import find_address
from use_cases.send_reminders import Outcome, SentReminder, send_reminders

NOW = at(95)
HEAD, OFFICER = "head@dop.example", "officer@dsd.example"


@pytest.fixture
def house(database: Database) -> Database:
    """The small ministry after its first quarter, with a head in DOP and an officer in DSD and DWF."""
    a_silent_ministry(database, replace(PLAN, first_year=YEAR)).take(*first_quarter(), on=at(10))
    somebody(database, a_grant(Role.DEPARTMENT_HEAD, DOP), login=HEAD)
    grants = [a_grant(Role.DEPARTMENT_OFFICER, code) for code in (DSD, DWF)]
    somebody(database, *grants, login=OFFICER)
    return database


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def send(
    house: Database,
    settings: MailSettings,
    *,
    now: datetime = NOW,
    caller: Caller = ROOT,
    is_rehearsal: bool = False,
) -> list[SentReminder]:
    return send_reminders(
        house,
        caller,
        partial(deliver, settings),
        settings,
        is_rehearsal=is_rehearsal,
        clock=lambda: now,
    )


def told(found: list[SentReminder]) -> list[tuple[str, int, Outcome]]:
    return [(one.login, one.returns, one.outcome) for one in found]


def part(letter: EmailMessage, kind: str) -> str:
    [found] = [p for p in letter.walk() if p.get_content_type() == kind]
    content = found.get_content()
    return content.decode() if isinstance(content, bytes) else str(content)


def test_everybody_gets_one_letter_with_all_that_his_departments_owe(
    house: Database, server: MailServer
) -> None:
    assert told(send(house, server.settings())) == [(HEAD, 1, Outcome.SENT), (OFFICER, 2, Outcome.SENT)]
    first, second = server.letters
    assert (first["To"].addresses[0].addr_spec, first["From"].addresses[0].addr_spec) == (HEAD, SENDER)
    assert str(second["Subject"]) == "มีแบบรายงานผลที่ต้องส่ง 2 ฉบับ"
    plain = part(second, "text/plain")
    assert "แบบรายงานผลของ DSD ถึงสิ้นเดือน มี.ค. 2563: ครบกำหนดในอีก 5 วัน" in plain
    assert plain.index("แบบรายงานผลของ DWF") < plain.index(
        "Return of DWF to the end of Mar 2563 BE: Due in 5 days"
    )
    assert "https://dashboard.example/returns?year=2563&period=M6&department=DSD" in plain
    html = part(second, "text/html")
    assert 'href="https://dashboard.example/returns?year=2563&amp;period=M6&amp;department=DWF"' in html
    assert len(Calendar.from_ical(part(second, "text/calendar")).events) == 2


def test_a_letter_stands_in_the_log_and_a_second_run_of_the_day_sends_none(
    house: Database, server: MailServer
) -> None:
    send(house, server.settings())
    again = send(house, server.settings(), now=NOW + timedelta(hours=5))
    assert {one.outcome for one in again} == {Outcome.SENT_BEFORE}
    assert len(server.letters) == 2
    records = [record for record in log_of(house) if record.deed == Deed.REMINDER_SENT]
    assert [record.object for record in records] == [f"person:{HEAD}", f"person:{OFFICER}"]
    assert json.loads(records[1].after) == {"day": "2020-04-05", "returns": ["DSD 2020-06", "DWF 2020-06"]}
    send(house, server.settings(), now=NOW + timedelta(days=1))
    assert len(server.letters) == 4


def test_a_rehearsal_says_to_whom_and_sends_nothing(house: Database, server: MailServer) -> None:
    found = send(house, server.settings(), is_rehearsal=True)
    assert [one.outcome for one in found] == [Outcome.WOULD_BE_SENT] * 2
    assert server.letters == []
    assert [one.outcome for one in send(house, server.settings())] == [Outcome.SENT] * 2
    assert {o.outcome for o in send(house, server.settings(), is_rehearsal=True)} == {Outcome.SENT_BEFORE}


def test_who_left_is_only_for_trying_out_or_has_no_address_gets_none(
    house: Database, server: MailServer
) -> None:
    gone = somebody(house, a_grant(Role.DEPARTMENT_HEAD, DOP), login="gone@dop.example")
    somebody(house, a_grant(Role.DEPARTMENT_HEAD, DOP), login="guest@dop.example", is_demonstration=True)
    somebody(house, a_grant(Role.DEPARTMENT_HEAD, DOP), login="somchai")
    somebody(house, a_grant(Role.EXECUTIVE), login="minister@ministry.example")
    house.written(lambda c: save_disabled(c, gone.id, at(1)))
    assert told(send(house, server.settings())) == [
        (HEAD, 1, Outcome.SENT),
        (OFFICER, 2, Outcome.SENT),
        ("somchai", 1, Outcome.NO_ADDRESS),
    ]


def test_only_who_reviews_returns_has_letters_sent(house: Database, server: MailServer) -> None:
    callers = everybody(house)
    for role in set(Role) - {Role.PLANNING_OFFICE}:
        with pytest.raises(Forbidden) as refused:
            send(house, server.settings(), caller=callers[role])
        assert refused.value.action is Action.REVIEW_RETURNS
    assert server.letters == []
    assert send(house, server.settings(), caller=callers[Role.PLANNING_OFFICE])


def test_one_address_that_is_refused_stops_no_other_and_is_tried_again(house: Database) -> None:
    with mail_server(refused=frozenset({HEAD})) as server:
        found = send(house, server.settings())
        assert [one.outcome for one in found] == [Outcome.FAILED, Outcome.SENT]
        assert isinstance(found[0].refusal, LetterRefused)
        assert "5.1.1 no such user" in wording(Language.ENGLISH).refusal(found[0].refusal)
    with mail_server() as server:
        assert [one.outcome for one in send(house, server.settings())] == [Outcome.SENT, Outcome.SENT_BEFORE]
        assert [letter["To"].addresses[0].addr_spec for letter in server.letters] == [HEAD]


def test_a_run_that_was_interrupted_is_taken_up_after_half_an_hour(
    house: Database, server: MailServer
) -> None:
    person = somebody(house, a_grant(Role.DEPARTMENT_HEAD, DWF), login="dwf@dwf.example")
    day = NOW.date()
    assert house.written(lambda c: claim_mail(c, person.id, day, NOW))
    soon, later = NOW + timedelta(minutes=29), NOW + timedelta(minutes=31)
    assert ("dwf@dwf.example", 1, Outcome.SENT_BEFORE) in told(send(house, server.settings(), now=soon))
    assert ("dwf@dwf.example", 1, Outcome.SENT) in told(send(house, server.settings(), now=later))


def test_a_name_begins_no_header_of_its_own(house: Database, server: MailServer) -> None:
    def work(connection: Connection) -> None:
        evil = "สมชาย\r\nBcc: x@example.com\r\n\r\n"
        person = save_person(connection, login="evil@dop.example", name=evil, now=at(0))
        save_grant(
            connection,
            person,
            Grant(role=Role.DEPARTMENT_HEAD, department=DOP, since=at(0).date()),
            by="x",
            now=at(0),
        )

    house.written(work)
    send(house, server.settings())
    [letter] = [found for found in server.letters if found["To"].addresses[0].addr_spec == "evil@dop.example"]
    assert letter["Bcc"] is None
    assert letter["To"].addresses[0].display_name == "สมชาย Bcc: x@example.com"


@pytest.mark.parametrize(
    ("login", "is_address"),
    [
        ("somsri@dop.go.th", True),
        ("somsri", False),
        ("somsri@dop", False),
        ("a@b.th\r\nbcc:x@y.th", False),
        ("a@b.th,c@d.th", False),
        ("สมศรี@dop.go.th", False),
        ("@dop.go.th", False),
    ],
)
def test_a_login_is_an_address_or_it_is_not(login: str, is_address: bool) -> None:
    assert find_address(login) == (login if is_address else None)


# --- the server ------------------------------------------------------------------------------------------------


def refusal_of(house: Database, settings: MailSettings) -> str:
    """Why nothing could be sent, said once for everybody."""
    found = send(house, settings)
    assert [one.outcome for one in found] == [Outcome.FAILED] * 2
    assert isinstance(found[0].refusal, ServerRefused)
    assert found[0].refusal is found[1].refusal
    assert not [record for record in log_of(house) if record.deed == Deed.REMINDER_SENT]
    return wording(Language.ENGLISH).refusal(found[0].refusal)


def test_without_starttls_no_letter_goes_where_it_was_asked_for(house: Database, server: MailServer) -> None:
    said = refusal_of(house, server.settings(starttls=True))
    assert said.startswith(
        f"The mail server 127.0.0.1:{server.port} does not offer what the settings ask of it"
    )
    assert server.letters == []


def test_a_server_that_nobody_vouches_for_is_not_trusted(house: Database, tmp_path: Path) -> None:
    with mail_server(tls=a_certificate(tmp_path)) as server:
        said = refusal_of(house, server.settings(host="localhost", starttls=True))
        assert "could not be secured" in said
        assert "certificate verify failed" in said
        assert server.letters == []


def test_letters_go_over_tls_with_user_and_password(
    house: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = a_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
    with mail_server(tls=context, password="right") as server:
        good = server.settings(host="localhost", starttls=True, user="plan", password="right")
        bad = server.settings(host="localhost", starttls=True, user="plan", password="wrong")
        assert "refuses SMTP_USER with SMTP_PASSWORD" in refusal_of(house, bad)
        assert [one.outcome for one in send(house, good)] == [Outcome.SENT] * 2
        assert len(server.letters) == 2


def test_a_server_that_is_not_there_is_said_so(house: Database) -> None:
    with mail_server() as server:
        settings = server.settings()
    assert "cannot be spoken with" in refusal_of(house, settings)


def test_a_server_that_keeps_silent_is_not_waited_for_long(house: Database) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings = MailServer(port=silent.getsockname()[1]).settings(seconds=0.3)
        assert "did not answer in time" in refusal_of(house, settings)


def test_a_password_never_goes_through_the_network_in_the_clear(house: Database) -> None:
    settings = MailServer(port=25).settings(host="mail.example", user="plan", password="secret")
    assert "in the clear" in refusal_of(house, settings)
    assert "secret" not in repr(settings)


def a_certificate(folder: Path) -> ssl.SSLContext:
    """A server's TLS with a certificate that it gave itself, kept in the folder."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "server.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "server.key").write_bytes(private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return context
