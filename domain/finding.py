"""A finding: one fault in one cell, said so that its reader can mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """What a finding asks for: block stops the file, confirm wants a yes, notice only informs."""

    BLOCK = "block"
    CONFIRM = "confirm"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault: where it is, which rule found it, and an English sentence of the catalogue.

    `sheet` and `cell` are empty where the fault is the whole file's or the whole sheet's; `cell` is
    an address such as "C7" or a range such as "C7:C9". `values` fill the placeholders of `message`.
    """

    code: str
    severity: Severity
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    file: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def english(self) -> str:
        """The sentence in English, its placeholders filled."""
        return self.message.format(**self.values)


def is_blocked(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings stops the file."""
    return any(finding.severity is Severity.BLOCK for finding in findings)
