"""What stands behind the score of a group of KPIs and behind a flagship's progress, said in one sentence."""

from domain.flagship_progress import Progress
from domain.plan import Bands
from domain.roll_up import GroupScore
from domain.text import mark
from house_style.numbers import change_in_points, full, percent, score
from house_style.reasons import ended, say_verdict
from house_style.wording import Wording


def say_group_reason(group: GroupScore, bands: Bands, words: Wording) -> str:
    """Why a group has its status: score, coverage, and the scores still possible while something is missing."""
    if group.coverage is None:
        return ended(words.say(mark("No KPI is due yet")), words)
    if group.score is None:
        return ended(words.say(mark("None of the KPIs that are due has a certified figure yet")), words)
    parts = [_status_part(group.score, group.coverage, bands, words), say_possible(group, words)]
    return " ".join(ended(part, words) for part in parts if part)


def say_coverage(coverage: float | None, words: Wording) -> str:
    """The share of weight (0..1) with certified data: "ครอบคลุมร้อยละ 92 ของน้ำหนัก"."""
    if coverage is None:
        return words.say(mark("No KPI is due yet"))
    return words.say(mark("covers {coverage} of the weight"), coverage=percent(coverage, words))


def say_possible(group: GroupScore, words: Wording) -> str:
    """The range in which the score will lie once everything is in; empty where nothing is missing."""
    if group.coverage is None or group.worst is None or group.best is None or group.best == group.worst:
        return ""
    return words.say(
        mark("Once everything is reported the score will lie between {worst} and {best}"),
        worst=score(group.worst, words),
        best=score(group.best, words),
    )


def say_whole_above(score_of_whole: float, others: int, lift: float, words: Wording) -> str:
    """Why every region stands below the whole: so many KPIs that no province reports, and what they add to it."""
    return ended(
        words.say(
            mark(
                "Every region stands below the whole plan ({score}): its score also counts {others} KPI(s) that are "
                "not reported by province, which add {lift} score points to it and count in no region"
            ),
            score=score(score_of_whole, words),
            others=full(others, words),
            lift=score(lift, words),
        ),
        words,
    )


def say_progress_reason(progress: Progress, words: Wording) -> str:
    """How a flagship stands against its plan: both shares, their difference, and the slippage in days."""
    planned = percent(progress.planned, words)
    if progress.actual is None:
        return ended(
            words.say(mark("No milestone is reported yet; {planned} is planned"), planned=planned), words
        )
    said = words.say(
        mark("Progress {actual} of {planned} planned ({difference})"),
        actual=percent(progress.actual, words),
        planned=planned,
        difference=change_in_points(progress.ahead, words),
    )
    slip = say_slippage(progress.slippage, words)
    return ended(words.say(mark("{sentence}, {detail}"), sentence=said, detail=slip) if slip else said, words)


def say_slippage(days: int | None, words: Wording) -> str:
    """Days behind or ahead of the plan; empty where unknown."""
    if days is None:
        return ""
    if days == 0:
        return words.say(mark("on the day of the plan"))
    if days > 0:
        return words.say(mark("{days} day(s) behind the plan"), days=full(days, words))
    return words.say(mark("{days} day(s) ahead of the plan"), days=full(-days, words))


def _status_part(points: float, coverage: float, bands: Bands, words: Wording) -> str:
    covered = percent(coverage, words)
    if coverage < bands.minimum_coverage:
        return words.say(
            mark(
                "Score {score}, but only {coverage} of the weight is certified, less than {minimum}: no status"
            ),
            score=score(points, words),
            coverage=covered,
            minimum=percent(bands.minimum_coverage, words),
        )
    result = words.say(mark("Certified data for {coverage} of the weight"), coverage=covered)
    return say_verdict(result, points, bands, words)
