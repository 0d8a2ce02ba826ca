"""The rule about explanations, asked once it is known what the figures will be judged as."""

from collections.abc import Collection, Iterator
from typing import Protocol

from domain.finding import Finding, Severity
from domain.kpi_return import ReturnForm
from domain.text import mark


class Explained(Protocol):
    """A return that says of which KPIs both the cause and the action are filled in."""

    @property
    def form(self) -> ReturnForm:
        """What the return was asked."""

    @property
    def explained(self) -> Collection[str]:
        """The codes of the KPIs with both cause and action."""


def check_explanations(lines: Explained, critical: frozenset[str]) -> Iterator[Finding]:
    """A KPI that will be critical needs its cause and what is done about it.

    `critical` are the codes of the KPIs whose status will be critical once the return is approved.
    """
    for asked in lines.form.asked:
        if asked.kpi.code in critical and asked.kpi.code not in lines.explained:
            yield Finding(
                code="explanation_missing",
                severity=Severity.BLOCK,
                message=mark(
                    "KPI {kpi} will be critical with these figures. Write its cause and what is done about it "
                    "in the table of explanations."
                ),
                values={"kpi": asked.kpi.code},
            )
