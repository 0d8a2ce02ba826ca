"""The address: the whole state of a screen stands in it, so that it can be sent to somebody else."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Self

from domain.text import Language

PARAMETERS = (
    "lang",
    "year",
    "period",
    "asof",
    "since",
    "strategy",
    "kpi",
    "flagship",
    "department",
    "region",
    "province",
    "status",
    "person",
    "submission",
    "who",
    "deed",
    "object",
    "first",
    "last",
    "words",
    "before",
    "check",
)
MOMENT = ("lang", "year", "period", "asof", "since")
LONGEST = 120
# Nearer to the ends of the calendar an instant cannot be told on the clocks of every zone.
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What the address says, as it says it; what a person typed there is checked where it is used.

    `year` is a fiscal year as the organisation writes it, `period` a code such as Q2, `asof` and
    `since` instants in UTC: as of when figures are shown, and with what was shown when they are compared. `submission` is the number of a version of
    a return. From `who` on
    it is what is looked for in the audit log: whose deeds, from the `first` to the `last` day, those `before` a place, and
    whether the whole of it is to be checked.
    """

    lang: str = ""
    year: str = ""
    period: str = ""
    asof: str = ""
    since: str = ""
    strategy: str = ""
    kpi: str = ""
    flagship: str = ""
    department: str = ""
    region: str = ""
    province: str = ""
    status: str = ""
    person: str = ""
    submission: str = ""
    who: str = ""
    deed: str = ""
    object: str = ""
    first: str = ""
    last: str = ""
    words: str = ""
    before: str = ""
    check: str = ""

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Self:
        """Read the address; unknown parameters and over-long values are left out."""
        known = {name: parameters.get(name, "") for name in PARAMETERS}
        return cls(**{name: value for name, value in known.items() if len(value) <= LONGEST})

    def parameters(self) -> dict[str, str]:
        """The address as parameters; what is empty is left out."""
        return {name: value for name, value in asdict(self).items() if value}

    def at(self, **codes: str) -> Self:
        """The same moment, comparison and language, looking at other things."""
        kept = {name: getattr(self, name) for name in MOMENT}
        return type(self)(**{**kept, **codes})

    def subject(self) -> tuple[str, ...]:
        """What is looked at, whatever the moment, the comparison and the language."""
        return tuple(getattr(self, name) for name in PARAMETERS if name not in MOMENT)

    def but(self, **changes: str) -> Self:
        """The same place with something changed."""
        return replace(self, **changes)

    @property
    def language(self) -> Language | None:
        """The chosen language; None where none is."""
        return next((language for language in Language if language.value == self.lang), None)

    @property
    def instant(self) -> datetime | None:
        """The chosen as-of instant; None for now, or where it cannot be read."""
        return read_instant(self.asof)


def read_instant(text: str) -> datetime | None:
    """An instant as it stands in an address, in UTC; None where it cannot be read."""
    try:
        moment = datetime.fromisoformat(text)
        instant = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return instant if EARLIEST < instant < LATEST else None
