"""docs/findings.md, as its readers and its tests see it: one entry to a code."""

import re
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "findings.md"
HEAD = re.compile(r"^### `(?P<code>\w+)` · (?P<severity>\w+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the page says of a code: its severity, its sentences in both languages, how to mend it."""

    code: str
    severity: str
    sentences: frozenset[tuple[str, str]]
    mend: str


def list_entries() -> list[Entry]:
    """The entries of the page in their order."""
    return [
        _entry(part)
        for part in re.split(r"^(?=### )", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    ]


def _entry(part: str) -> Entry:
    lines = part.splitlines()
    head = HEAD.match(lines[0])
    assert head, lines[0]
    english = [line.removeprefix("- EN: ") for line in lines if line.startswith("- EN: ")]
    thai = [line.removeprefix("- TH: ") for line in lines if line.startswith("- TH: ")]
    mend = " ".join(line.removeprefix("- Mend: ") for line in lines if line.startswith("- Mend: "))
    return Entry(
        code=head["code"],
        severity=head["severity"],
        sentences=frozenset(zip(english, thai, strict=True)),
        mend=mend,
    )
