"""What a sheet of the plan workbook is made of: columns with a key, a label, an explanation and a kind."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.text import Language

GUIDE_SHEET = "guide"
SEPARATOR = "|"
YES, NO = "yes", "no"


class Kind(StrEnum):
    """What a cell of a column holds."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    WORDS = "words"
    NUMBER = "number"
    SHARE = "share"
    WHOLE = "whole"
    WHOLES = "wholes"
    YEAR = "year"
    DAY = "day"
    YES_NO = "yes_no"
    CHOICE = "choice"
    PERIOD = "period"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column, or one line of the plan sheet.

    `label` and `meaning` are English messages of the catalogue. `lowest` and `highest` bound a number
    (inclusive), `above` is a bound that it must exceed. `refers` names the sheet whose codes are meant.
    A `family` stands for any number of columns whose keys begin with `key`.
    """

    key: str
    label: str
    meaning: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: type[StrEnum] | None = None
    refers: str = ""
    lowest: float | None = None
    highest: float | None = None
    above: float | None = None
    width: float = 14.0
    family: bool = False
    tongue: Language | None = None
    suffix: str = ""

    def member(self, suffix: str) -> "Column":
        """One column of a family, such as weight_round_2."""
        return replace(self, key=self.key + suffix, family=False, suffix=suffix)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """One sheet: its columns, which of them together name a row, and names of which one language must stand.

    `names` are the keys, without _th or _en, of words that are required in at least one language.
    """

    name: str
    title: str
    guidance: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    required: bool = False

    def column(self, key: str) -> Column | None:
        """The column of that key, or of the family to which it belongs; None for a stranger."""
        exact = next((column for column in self.columns if column.key == key and not column.family), None)
        return exact or next(
            (
                column.member(key[len(column.key) :])
                for column in self.columns
                if column.family and key.startswith(column.key) and len(key) > len(column.key)
            ),
            None,
        )


def words_in_both(key: str, label: str, meaning: str, *, width: float = 30.0) -> tuple[Column, Column]:
    """The two columns of words that stand in Thai and in English."""
    column = Column(key=key, label=label, meaning=meaning, width=width)
    return (
        replace(column, key=f"{key}_th", tongue=Language.THAI),
        replace(column, key=f"{key}_en", tongue=Language.ENGLISH),
    )


def own_code(label: str, meaning: str) -> Column:
    """The column that names a row."""
    return Column(key="code", label=label, meaning=meaning, kind=Kind.CODE, required=True, width=12.0)


def reference(key: str, label: str, meaning: str, *, to: str, required: bool = False) -> Column:
    """A column that holds the code of a row of another sheet."""
    return Column(key=key, label=label, meaning=meaning, kind=Kind.CODE, refers=to, required=required)


def references(key: str, label: str, meaning: str, *, to: str) -> Column:
    """A column that holds several codes of another sheet."""
    return Column(key=key, label=label, meaning=meaning, kind=Kind.CODES, refers=to, width=20.0)


def choice(key: str, label: str, meaning: str, of: type[StrEnum], *, required: bool = False) -> Column:
    """A column that holds one word of a list."""
    return Column(
        key=key, label=label, meaning=meaning, kind=Kind.CHOICE, choices=of, required=required, width=18.0
    )


def number(
    key: str,
    label: str,
    meaning: str,
    *,
    required: bool = False,
    lowest: float | None = None,
    highest: float | None = None,
    above: float | None = None,
    kind: Kind = Kind.NUMBER,
) -> Column:
    """A column that holds a number."""
    return Column(
        key=key,
        label=label,
        meaning=meaning,
        kind=kind,
        required=required,
        lowest=lowest,
        highest=highest,
        above=above,
        width=12.0,
    )


def year(meaning: str, label: str, *, key: str = "year", required: bool = True) -> Column:
    """A column that holds a fiscal year, as the organisation writes it."""
    return Column(key=key, label=label, meaning=meaning, kind=Kind.YEAR, required=required, width=10.0)


def day(key: str, label: str, meaning: str, *, required: bool = False) -> Column:
    """A column that holds a date."""
    return Column(key=key, label=label, meaning=meaning, kind=Kind.DAY, required=required)


def yes_no(key: str, label: str, meaning: str) -> Column:
    """A column that holds yes or no."""
    return Column(key=key, label=label, meaning=meaning, kind=Kind.YES_NO, width=12.0)


def family_of(column: Column) -> Column:
    """A column as a family: its key is the beginning of any number of keys."""
    return replace(column, family=True)


def numbered(column: Column, count: int) -> tuple[Column, ...]:
    """A fixed number of like columns, numbered from 1."""
    return tuple(column.member(str(position)) for position in range(1, count + 1))
