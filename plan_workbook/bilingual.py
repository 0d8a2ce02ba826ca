"""Words of the workbook in both languages, one beside the other."""

from domain.text import Language, mark
from house_style.wording import wording
from plan_workbook.layout.shape import Column

IN_THAI = mark("(in Thai)")
IN_ENGLISH = mark("(in English)")


def said(message: str, language: Language) -> str:
    """A message of the catalogue in a language."""
    return wording(language).say(message)


def label_of(column: Column, language: Language) -> str:
    """A column's label in a language."""
    suffix = {"suffix": column.suffix or "…"} if "{suffix}" in column.label else {}
    label = wording(language).say(column.label, **suffix)
    if column.tongue is None:
        return label
    return f"{label} {said(IN_THAI if column.tongue is Language.THAI else IN_ENGLISH, language)}"


def languages_from(first: Language) -> tuple[Language, Language]:
    """Both languages, the given one first."""
    return first, Language.ENGLISH if first is Language.THAI else Language.THAI


def in_both(message: str, first: Language, *, between: str = "\n") -> str:
    """A message in both languages, the given one first."""
    return between.join(said(message, language) for language in languages_from(first))


def label_in_both(column: Column, first: Language) -> str:
    """A column's label in both languages; a star marks what must be filled."""
    star = " *" if column.required else ""
    return "\n".join(label_of(column, language) for language in languages_from(first)) + star
