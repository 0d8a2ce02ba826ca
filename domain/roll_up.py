"""Upwards: weighted scores, what stands behind them, and who costs how much.

Source: the ministry's scoring rules, §7. Weights are flat: a goal, a strategy and the whole are each
the weighted mean over their KPIs, not a mean of means.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, isclose

from domain.score import FULL_MARKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One due KPI in a sum: its weight, and its score (0..5) where it is certified."""

    code: str
    weight: float
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScore:
    """The score (0..5, 4 decimals) of a group of due KPIs.

    `coverage` is certified weight / due weight (0..1); `best` and `worst` are the scores still possible
    when what is missing turns out full or empty. All None where nothing is due.
    """

    score: float | None
    coverage: float | None
    best: float | None
    worst: float | None


def roll_up(due: Iterable[Weighed]) -> GroupScore:
    """The weighted score of due KPIs, their coverage and the bounds of the final score."""
    rows = [row for row in due if row.weight > 0]
    owed = fsum(row.weight for row in rows)
    if not owed:
        return GroupScore(score=None, coverage=None, best=None, worst=None)
    certified = fsum(row.weight for row in rows if row.score is not None)
    earned = fsum(row.weight * row.score for row in rows if row.score is not None)
    return GroupScore(
        score=round(earned / certified, 4) if certified else None,
        coverage=certified / owed,
        best=round((earned + FULL_MARKS * (owed - certified)) / owed, 4),
        worst=round(earned / owed, 4),
    )


def contributions(due: Iterable[Weighed]) -> dict[str, float]:
    """What each certified KPI takes from full marks: w(5 − s)/Σw. They sum to the shortfall."""
    rows = [row for row in due if row.weight > 0 and row.score is not None]
    total = fsum(row.weight for row in rows)
    return {row.code: row.weight * (FULL_MARKS - row.score) / total for row in rows if row.score is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSplit:
    """Where the change of a group's score comes from, in score points (negative: worse).

    `effects` are what the KPIs' own scores did, for those certified both times; `remainder` is what other
    weights and other certified KPIs did. Together they are the change.
    """

    effects: Mapping[str, float]
    remainder: float


def split_change(then: Iterable[Weighed], now: Iterable[Weighed]) -> ScoreSplit | None:
    """Split the change of a group's score over its KPIs; None where one of the two has no score.

    An effect is w(s now − s then)/Σw with the weights of now: where KPIs and weights are the same, it is the KPI's
    contribution then minus its contribution now, and nothing remains.
    """
    old, new = _certified(then), _certified(now)
    if not old or not new:
        return None
    total = fsum(weight for weight, _ in new.values())
    effects = {
        code: weight * (score - old[code][1]) / total for code, (weight, score) in new.items() if code in old
    }
    change = _mean(new) - _mean(old)
    rest = change - fsum(effects.values())
    return ScoreSplit(effects=effects, remainder=0.0 if isclose(rest, 0.0, abs_tol=1e-9) else rest)


def _certified(rows: Iterable[Weighed]) -> dict[str, tuple[float, float]]:
    """Weight and score by KPI, of those that count."""
    return {row.code: (row.weight, row.score) for row in rows if row.weight > 0 and row.score is not None}


def _mean(rows: Mapping[str, tuple[float, float]]) -> float:
    return fsum(w * s for w, s in rows.values()) / fsum(w for w, _ in rows.values())


def split_by_weight(contribution: float, weights: Mapping[str, float]) -> dict[str, float]:
    """A joint KPI's contribution, shared out among departments by their weights; empty without weights."""
    total = fsum(weights.values())
    return {code: contribution * weight / total for code, weight in weights.items()} if total > 0 else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How far a place is from full marks: in the KPI's own unit, positive where it falls short."""

    code: str
    gap: float | None


def split_by_gap(contribution: float, gaps: Sequence[Gap]) -> dict[str, float]:
    """A KPI's contribution, shared out among places by their signed gaps; empty where one of them is unknown
    or the gaps cancel out.
    """
    known = {row.code: row.gap for row in gaps if row.gap is not None}
    total = fsum(known.values())
    scale = max((abs(gap) for gap in known.values()), default=0.0)
    if len(known) != len(gaps) or isclose(total, 0.0, abs_tol=1e-9 * max(scale, 1.0)):
        return {}
    return {code: contribution * gap / total + 0.0 for code, gap in known.items()}  # never −0
