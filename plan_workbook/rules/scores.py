"""The rule that meeting a target is good enough."""

from collections.abc import Iterator

from domain.expectation import Aim, Aims
from domain.finding import Finding
from domain.kpi import Kpi
from domain.score import score_of
from domain.target import target_lines
from domain.text import mark
from plan_workbook.drafting.draft import Draft

YEAR_END = 12


def check_target_earns_on_track(draft: Draft) -> Iterator[Finding]:
    """A KPI whose figure is exactly its target at year end scores at least on_track; else to be confirmed."""
    plan = draft.plan
    if plan is None:
        return
    aims = Aims(plan=plan, lines=target_lines(located.item for located in draft.targets))
    for located in draft.kpis:
        scores = {
            year: score
            for year in draft.fiscal_years()
            if (score := _score(aims, located.item, year)) is not None
        }
        low = [year for year, score in scores.items() if score < plan.bands.on_track]
        if low:
            yield located.record.confirm(
                "scale",
                "target_below_on_track",
                mark(
                    "{code}: a figure that meets its target exactly scores {score} in {years}, below on track ({on_track})."
                ),
                code=located.item.code,
                score=round(min(scores.values()), 2),
                years=draft.shown_years(low),
                on_track=plan.bands.on_track,
            )


def _score(aims: Aims, kpi: Kpi, year: int) -> float | None:
    """The score of a figure that is exactly the year's target."""
    expected = aims.expected(kpi, year=year, month=YEAR_END)
    return score_of(kpi, _exactly(expected.to_date), expected, middle_points=aims.plan.middle_points)


def _exactly(aim: Aim) -> float | None:
    if aim.low is not None and aim.high is not None:
        return (aim.low + aim.high) / 2
    return aim.value
