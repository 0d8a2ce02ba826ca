"""What the pages of returns call things: places, parts, states, people, cells."""

from domain.submission import Hand
from domain.text import Text, mark
from house_style.dates import say_instant, say_month
from house_style.numbers import full
from ui.screen import Screen

PARTS = {
    "numerator": mark("figure"),
    "denominator": mark("denominator"),
    "complete": mark("complete, %"),
    "committed": mark("committed"),
    "disbursed": mark("disbursed"),
}
MOST_DECIMALS = 4


def say_closing(screen: Screen, year: int, month: int) -> str:
    """The month with which a return closes."""
    return say_month(year, month, screen.words, screen.calendar)


def say_department(screen: Screen, code: str) -> str:
    """A department's name, with what it is called in short."""
    found = next((d for d in screen.plan.departments if d.code == code), None)
    if found is None:
        return code
    name, short = screen.text(found.name), screen.text(found.short)
    return f"{name} ({short})" if short and short != name else name


def say_hand(screen: Screen, hand: Hand | None) -> str:
    """Who did a step, and when."""
    if hand is None:
        return ""
    calendar = screen.clock
    return f"{hand.name} · {say_instant(hand.at, screen.words, calendar.era, zone=calendar.zone)}"


def say_what(screen: Screen, code: str) -> str:
    """A KPI, milestone or flagship, by its code and name."""
    plan = screen.plan
    names = {kpi.code: kpi.name for kpi in plan.kpis}
    names |= {milestone.code: milestone.name for milestone in plan.milestones}
    names |= {flagship.code: flagship.name for flagship in plan.flagships}
    return f"{code} {screen.text(names.get(code, Text()))}".strip()


def say_place(screen: Screen, province: str) -> str:
    """The province of a figure; that it is the whole, where it has none."""
    found = next((p for p in screen.plan.provinces if p.code == province), None)
    if not province:
        return screen.words.say("the whole")
    return screen.text(found.name) if found else province


def say_figure(screen: Screen, value: float | None, part: str, code: str = "") -> str:
    """One reported figure, all of its digits, and no fewer than its KPI shows; a share complete in percent."""
    if value is None:
        return screen.words.say("not reported")
    shown = value * 100 if part == "complete" else value
    kpi = next((kpi for kpi in screen.plan.kpis if kpi.code == code), None)
    least = 0 if kpi is None or kpi.is_ratio else kpi.decimals
    return full(shown, screen.words, decimals=max(least, decimals_of(shown)))


def decimals_of(value: float) -> int:
    """As many decimals as a value has, at most four; what is finer than that is no digit of it."""
    kept = round(value, MOST_DECIMALS)
    return next((d for d in range(MOST_DECIMALS) if round(kept, d) == kept), MOST_DECIMALS)
