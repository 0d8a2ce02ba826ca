"""What needs a decision, said in one plain sentence with its numbers and with who is to act."""

from domain.decision import Decision, FlagshipBehind, KpiCritical, KpiFell, ReturnsLate
from domain.plan import Plan
from domain.text import mark
from house_style.dates import say_date
from house_style.labels import say_label
from house_style.numbers import full, percent, score
from house_style.reasons import ended, say_departments
from house_style.wording import Wording


def say_decision(decision: Decision, plan: Plan, words: Wording) -> str:
    """What has happened, and what is asked of whom."""
    match decision:
        case KpiFell():
            return ended(_fell(decision, plan, words), words)
        case KpiCritical():
            return ended(_critical(decision, plan, words), words)
        case FlagshipBehind():
            return ended(_behind(decision, plan, words), words)
        case ReturnsLate():
            return ended(_late(decision, plan, words), words)


def _fell(decision: KpiFell, plan: Plan, words: Wording) -> str:
    figure = decision.figure
    return words.say(
        mark(
            "{kpi} fell from “{before}” to “{status}” with a score of {score}; {departments} to propose "
            "corrective measures"
        ),
        kpi=figure.kpi.name,
        before=say_label(decision.before, words),
        status=say_label(figure.status, words),
        score=score(figure.score, words),
        departments=say_departments(decision.departments, plan, words),
    )


def _critical(decision: KpiCritical, plan: Plan, words: Wording) -> str:
    figure = decision.figure
    return words.say(
        mark("{kpi} is critical with a score of {score}; {departments} to propose corrective measures"),
        kpi=figure.kpi.name,
        score=score(figure.score, words),
        departments=say_departments(decision.departments, plan, words),
    )


def _behind(decision: FlagshipBehind, plan: Plan, words: Wording) -> str:
    name = next((f.name for f in plan.flagships if f.code == decision.flagship), decision.flagship)
    return words.say(
        mark(
            "{flagship} is {days} day(s) behind the plan, with progress of {actual} where {planned} is planned; "
            "{departments} to propose a recovery plan"
        ),
        flagship=name,
        days=full(decision.progress.slippage, words),
        actual=percent(decision.progress.actual, words),
        planned=percent(decision.progress.planned, words),
        departments=say_departments(decision.departments, plan, words),
    )


def _late(decision: ReturnsLate, plan: Plan, words: Wording) -> str:
    return words.say(
        mark(
            "{departments} owes {returns} KPI return(s), the oldest due on {date}; to be sent without delay"
        ),
        departments=say_departments(decision.departments, plan, words),
        returns=full(decision.returns, words),
        date=say_date(decision.since, words, plan.calendar.era),
    )
