"""The letter that reminds somebody of returns: Thai above, English below, and the calendar with it."""

from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from html import escape

from domain.person import Person
from domain.plan import Plan
from domain.reporting import Reminder
from domain.text import Language, mark
from house_style.reminders import SHAPES, say_owed, say_what
from house_style.wording import Wording, wording
from use_cases.mail_delivery import MailSettings
from use_cases.reminder_calendar import link_to, render_calendar

LANGUAGES = (Language.THAI, Language.ENGLISH)


def find_address(login: str) -> str | None:
    """A login as the address of an e-mail; None where it is none."""
    name, at, domain = login.rpartition("@")
    is_address = bool(name and at and "." in domain and domain.isascii() and login.isprintable())
    if not is_address or any(sign in login for sign in ' ,;:<>"()[]\\'):
        return None
    try:
        return Address(addr_spec=login).addr_spec
    except ValueError:
        return None


def write_letter(
    person: Person,
    address: str,
    reminders: Sequence[Reminder],
    plan: Plan,
    settings: MailSettings,
    now: datetime,
) -> EmailMessage:
    """One letter with everything that a person's departments owe."""
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = _subject(reminders, wording(LANGUAGES[0]))
    letter["From"] = Address(
        display_name=_on_one_line(plan.title.said_in(LANGUAGES[0])), addr_spec=settings.sender
    )
    letter["To"] = Address(display_name=_on_one_line(person.name), addr_spec=address)
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    parts = [(wording(language), language) for language in LANGUAGES]
    letter.set_content("\n\n---\n\n".join(_plain(reminders, plan, w, settings) for w, _ in parts))
    letter.add_alternative(
        "<hr>".join(_html(reminders, plan, w, settings, language) for w, language in parts), subtype="html"
    )
    letter.add_attachment(
        render_calendar(reminders, plan, LANGUAGES[0], url=settings.url, now=now),
        maintype="text",
        subtype="calendar",
        filename="returns.ics",
        params={"method": "PUBLISH", "charset": "utf-8"},
    )
    return letter


def _on_one_line(name: str) -> str:
    """A name as a header has it: whatever is in it, it begins no other header."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())


def _subject(reminders: Sequence[Reminder], words: Wording) -> str:
    return words.say("{count} returns are waiting to be sent", count=len(reminders))


def _plain(reminders: Sequence[Reminder], plan: Plan, words: Wording, settings: MailSettings) -> str:
    lines = [_subject(reminders, words), ""]
    for reminder in reminders:
        said = f"{say_what(reminder, plan, words)}: {say_owed(reminder, plan, words)}"
        lines += [f"{SHAPES[reminder.owed]} {said}"]
        lines += [f"   {part}" for part in (reminder.reason, link_to(reminder, plan, settings.url)) if part]
    return "\n".join([*lines, "", words.say(WHY)])


WHY = mark("You get this letter because you have a role in these departments.")


def _html(
    reminders: Sequence[Reminder], plan: Plan, words: Wording, settings: MailSettings, language: Language
) -> str:
    items = "".join(_item(reminder, plan, words, settings) for reminder in reminders)
    return (
        f'<div lang="{language}"><p><b>{escape(_subject(reminders, words))}</b></p><ul>{items}</ul>'
        f"<p><small>{escape(words.say(WHY))}</small></p></div>"
    )


def _item(reminder: Reminder, plan: Plan, words: Wording, settings: MailSettings) -> str:
    what, link = escape(say_what(reminder, plan, words)), link_to(reminder, plan, settings.url)
    named = f'<a href="{escape(link, quote=True)}">{what}</a>' if link else what
    reason = f"<br>{escape(reminder.reason)}" if reminder.reason else ""
    return f"<li>{SHAPES[reminder.owed]} {named}: {escape(say_owed(reminder, plan, words))}{reason}</li>"
