"""A row of a sheet, its cells already read by their column's kind, each with its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from domain.finding import Finding, Severity
from domain.text import Text

Value = str | float | bool | date | tuple[str, ...] | tuple[int, ...]
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row. `values` holds what was filled and could be read; a key without a value was blank or unreadable.

    `places` gives the address of each key's cell, blank ones too; `unreadable` the keys of cells that hold
    something else than their column asks for.
    """

    sheet: str
    values: Mapping[str, Value]
    places: Mapping[str, str]
    unreadable: frozenset[str] = frozenset()

    def is_given(self, key: str) -> bool:
        """Whether something stands in that cell, readable or not."""
        return key in self.values or key in self.unreadable

    def text(self, key: str) -> str:
        """Words or a code; empty where blank."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def both(self, key: str) -> Text:
        """Words in both languages."""
        return Text(th=self.text(f"{key}_th"), en=self.text(f"{key}_en"))

    def number(self, key: str) -> float | None:
        """A number; None where blank."""
        value = self.values.get(key)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    def whole(self, key: str) -> int | None:
        """A whole number or a year of the common era; None where blank."""
        value = self.number(key)
        return None if value is None else int(value)

    def day(self, key: str) -> date | None:
        """A date; None where blank."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def flag(self, key: str, *, default: bool) -> bool:
        """Yes or no; the default where blank."""
        value = self.values.get(key, default)
        return value if isinstance(value, bool) else default

    def words(self, key: str) -> tuple[str, ...]:
        """Several words or codes; empty where blank."""
        value = self.values.get(key, ())
        return tuple(word for word in value if isinstance(word, str)) if isinstance(value, tuple) else ()

    def wholes(self, key: str) -> tuple[int, ...]:
        """Several whole numbers; empty where blank."""
        value = self.values.get(key, ())
        return tuple(part for part in value if isinstance(part, int)) if isinstance(value, tuple) else ()

    def choice(self, key: str, of: type[Word], default: Word) -> Word:
        """One word of a list; the default where blank."""
        value = self.values.get(key)
        return of(value) if isinstance(value, str) else default

    def block(self, key: str, code: str, message: str, /, **values: object) -> Finding:
        """A fault in the cell of that key that stops the file."""
        return self._finding(Severity.BLOCK, key, code, message, values)

    def confirm(self, key: str, code: str, message: str, /, **values: object) -> Finding:
        """Something odd in the cell of that key that wants a yes."""
        return self._finding(Severity.CONFIRM, key, code, message, values)

    def notice(self, key: str, code: str, message: str, /, **values: object) -> Finding:
        """Something worth knowing about the cell of that key."""
        return self._finding(Severity.NOTICE, key, code, message, values)

    def place(self, key: str) -> str:
        """The address of that key's cell; of the row's first cell where the column is missing."""
        return self.places.get(key) or next(iter(self.places.values()), "")

    def _finding(
        self, severity: Severity, key: str, code: str, message: str, values: Mapping[str, object]
    ) -> Finding:
        return Finding(
            code=code,
            severity=severity,
            message=message,
            values=values,
            sheet=self.sheet,
            cell=self.place(key),
        )
