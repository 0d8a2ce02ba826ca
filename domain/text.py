"""Words that stand in two languages, and the mark that a catalogue looks for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Language(StrEnum):
    """A language that the screens speak."""

    THAI = "th"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A name or a sentence of the plan, in Thai, in English, or in both."""

    th: str = ""
    en: str = ""

    def said_in(self, language: Language) -> str:
        """The words in that language; the other language where there are none."""
        first, second = (self.th, self.en) if language is Language.THAI else (self.en, self.th)
        return first or second

    def __bool__(self) -> bool:
        return bool(self.th or self.en)

    @classmethod
    def same(cls, words: str) -> Self:
        """The same words in both languages, as for a code or a person's name."""
        return cls(th=words, en=words)


def mark(message: str) -> str:
    """Mark an English sentence for the catalogues; it is translated where it is shown."""
    return message
