"""Status: a word for a score, by the bands of the plan's version. Source: the scoring rules, §8 and §10."""

from enum import StrEnum

from domain.plan import Bands


class Status(StrEnum):
    """How a KPI, a goal, a strategy, a flagship or the whole stands."""

    ON_TRACK = "on_track"
    WATCH = "watch"
    AT_RISK = "at_risk"
    CRITICAL = "critical"
    NO_DATA = "no_data"


def status_of(score: float | None, bands: Bands, *, coverage: float = 1.0) -> Status:
    """The status of a score (0..5) behind which stands a share of weight (0..1)."""
    if score is None or coverage < bands.minimum_coverage:
        return Status.NO_DATA
    return _banded(round(score, 4), (bands.on_track, bands.watch, bands.at_risk))


def status_of_progress(ahead: float | None, bands: Bands) -> Status:
    """The status of a flagship from actual minus planned progress (−1..1)."""
    if ahead is None:
        return Status.NO_DATA
    limits = (bands.progress_on_track, bands.progress_watch, bands.progress_at_risk)
    return _banded(round(ahead, 4), limits)


def limit_near(score: float, bands: Bands) -> tuple[Status, float]:
    """The band that explains a status: the lowest one not reached, or the best one where it is reached."""
    ladder = ((Status.AT_RISK, bands.at_risk), (Status.WATCH, bands.watch), (Status.ON_TRACK, bands.on_track))
    return next(((status, limit) for status, limit in ladder if round(score, 4) < limit), ladder[-1])


def _banded(value: float, limits: tuple[float, float, float]) -> Status:
    ladder = (Status.ON_TRACK, Status.WATCH, Status.AT_RISK)
    return next(
        (status for status, limit in zip(ladder, limits, strict=True) if value >= limit), Status.CRITICAL
    )
