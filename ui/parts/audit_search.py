"""What to look for in the audit log: fields that stand in the address, and what they ask for."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.audit import Deed
from domain.failures import NotFound
from domain.person import comparable_login
from house_style.dates import read_day
from house_style.labels import say_label
from ui.screen import Screen
from ui.search import Field, show_search
from use_cases.view_audit import Wanted


def show_audit_search(screen: Screen) -> None:
    """What can be looked for; what was asked for stands in the fields."""
    words, address = screen.words, screen.address
    every = {"": words.say("Everything"), **{deed.value: say_label(deed, words) for deed in Deed}}
    hint = words.say("day/month/year")
    fields = [
        Field(name="who", label=words.say("Who (login)"), value=address.who),
        Field(
            name="deed",
            label=words.say("What was done"),
            value=address.deed if address.deed in every else "",
            options=every,
        ),
        Field(name="object", label=words.say("To what, from its beginning"), value=address.object),
        Field(
            name="first",
            label=words.say("From"),
            value=address.first,
            hint=hint,
            wrong=_wrong(screen, address.first),
        ),
        Field(
            name="last",
            label=words.say("To"),
            value=address.last,
            hint=hint,
            wrong=_wrong(screen, address.last),
        ),
        Field(name="words", label=words.say("Words in it"), value=address.words),
    ]
    label = words.say("Search the audit log")
    show_search(fields, screen.here.at(), key="audit_search", label=label, button=words.say("Search"))


def read_wanted(screen: Screen) -> Wanted | None:
    """What the address asks for; days are whole ones on the organisation's clocks. None where a day is none."""
    address, zone = screen.address, ZoneInfo(screen.clock.zone)
    try:
        first = read_day(address.first) if address.first else None
        last = read_day(address.last) if address.last else None
    except NotFound:
        return None
    return Wanted(
        login=comparable_login(address.who),
        deed=address.deed if address.deed in set(Deed) else "",
        object=address.object,
        since=datetime.combine(first, time.min, zone) if first else None,
        until=datetime.combine(last + timedelta(days=1), time.min, zone) if last else None,
        words=address.words,
    )


def _wrong(screen: Screen, text: str) -> str:
    """What is wrong with a day, to be said at its field."""
    if text:
        try:
            read_day(text)
        except NotFound as refusal:
            return screen.words.refusal(refusal)
    return ""
