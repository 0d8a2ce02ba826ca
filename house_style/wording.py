"""Words on screens and in files: English sentences of the catalogues, said in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from domain.failures import Refusal
from domain.finding import Finding
from domain.text import Language, Text

# Signs that turn the direction in which what follows them is read.
TURNS = {
    code: f"⟨U+{code:04X}⟩"
    for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
LOCALES = Path(__file__).parent / "locale"
MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Wording:
    """Says English sentences of the catalogues in one language."""

    language: Language

    def say(self, message: str, **values: object) -> str:
        """A sentence of the catalogues with its {placeholders} filled; English where it has no translation.

        Without values nothing is filled. Raises KeyError where a placeholder has no value.
        """
        said = translations(self.language).gettext(message) if message else ""
        return (
            said.format(**{name: self._spoken(value) for name, value in values.items()}) if values else said
        )

    def text(self, text: Text) -> str:
        """A name of the plan; in the other language where there is none in this one."""
        return text.said_in(self.language)

    def finding(self, finding: Finding) -> str:
        """What is wrong with a cell and how to mend it, without its address."""
        return self.say(finding.message, **_plain(finding.values))

    def refusal(self, refusal: Refusal) -> str:
        """Why what was asked cannot be done, and what to do instead."""
        return self.say(refusal.message, **_plain(refusal.values))

    def _spoken(self, value: object) -> object:
        return self.text(value) if isinstance(value, Text) else value


def one_way(text: str) -> str:
    """What somebody else typed, to stand beside words of ours: signs that turn the direction of reading are named, not
    obeyed, so that no name of a file and no cell can make a sentence say something else.
    """
    return text.translate(TURNS)


@cache
def wording(language: Language) -> Wording:
    """The words of a language; one for the whole process."""
    return Wording(language)


@cache
def translations(language: Language) -> NullTranslations:
    """All catalogues of a language as one, read once in a process."""
    merged = Catalog(locale=language.value)
    for path in sorted((LOCALES / language.value).glob("*.po")):
        for entry in read_catalogue(path):
            if entry.id and entry.string:
                merged.add(entry.id, entry.string)
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return GNUTranslations(compiled)


def read_catalogue(path: Path) -> Catalog:
    """One catalogue file. Raises PoFileError where it is not well formed."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _as_written(value) for name, value in values.items()}


def _as_written(value: object) -> object:
    """A number as people write it: no “.0”, thousands apart; a whole number may be a year and stays as it is."""
    if isinstance(value, str):
        return one_way(value)
    if not isinstance(value, float):
        return value
    return f"{value:,.{MOST_DECIMALS}f}".rstrip("0").rstrip(".").replace("-", "−")
