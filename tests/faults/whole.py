"""Whether nothing is lost and nothing is half-done: what a database holds, reckoned up and held against itself."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import func, select

from data_access.database import Connection, Database
from data_access.files import load_file
from data_access.moment import load_data_version
from data_access.periods import list_closings, list_reopenings
from data_access.rehearsal import rehearse_sums
from data_access.return_versions import ReturnVersion, list_versions
from data_access.schema import observations, submissions
from data_access.submissions import find_published, list_submissions
from data_access.sums import list_sums
from domain.submission import State
from tests.builders import YEAR
from tests.people import ROOT
from tests.use_cases.ministry import PLAN
from tests.use_cases.test_authority import log_of
from use_cases.verify_audit import verify_audit

PLANS = 1
# Which entry of the log tells of which state; a version is drafted once, however it goes on.
TELLS = {State.APPROVED: "approve_return", State.SENT_BACK: "send_back_return"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What a database holds: (department, version, state) of each return, what stands, and what the log tells."""

    returns: tuple[tuple[str, int, str], ...]
    standing: frozenset[tuple[str, str, str, float]]
    closed: int
    opened: int
    data_version: int
    deeds: tuple[str, ...]

    def told(self, deed: str) -> int:
        """How often the log tells of a deed."""
        return self.deeds.count(deed)

    @property
    def states(self) -> list[tuple[int, str]]:
        """The number and the state of each version."""
        return [(version, state) for _, version, state in self.returns]


def reckoned(database: Database) -> Whole:
    """What a database holds. Fails where one part of it does not fit another."""
    assert verify_audit(database, ROOT).broken is None
    with database.reading() as connection:
        versions = list_versions(connection)
        _check_versions(connection, versions)
        _check_published(connection, versions)
        _check_sums(connection)
        found = Whole(
            returns=tuple((v.department, v.version, v.state.value) for v in versions),
            standing=_standing(connection),
            closed=len(list_closings(connection, [YEAR])),
            opened=sum(r.granted is not None for r in list_reopenings(connection, years=[YEAR])),
            data_version=load_data_version(connection),
            deeds=tuple(entry.deed for entry in log_of(database)),
        )
    _check_told(found)
    return found


def _check_versions(connection: Connection, versions: list[ReturnVersion]) -> None:
    """One draft and one submission at most, every number once, and each with its file, byte for byte."""
    numbers = Counter((v.department, v.year, v.month, v.version) for v in versions)
    assert set(numbers.values()) <= {1}
    waiting = Counter((v.department, v.year, v.month, v.state) for v in versions)
    assert all(waiting[key] == 1 for key in waiting if key[3] in (State.DRAFT, State.SUBMITTED))
    for version in versions:
        file = load_file(connection, version.contents.file_sha256)
        assert sha256(file.content).hexdigest() == file.sha256
        assert (version.submitted is None) is (
            version.state is State.DRAFT
        ) or version.state is State.REPLACED


def _check_published(connection: Connection, versions: list[ReturnVersion]) -> None:
    """What was approved is published, once; what was not is not; and only the last of it stands."""
    published = list_submissions(connection, years=[YEAR], all_versions=True)
    approved = {(v.department, v.month, v.version) for v in versions if v.state is State.APPROVED}
    assert {(s.department, s.month, s.version) for s in published} == approved
    assert len(published) == len(approved)
    assert load_data_version(connection) == PLANS + len(published)
    standing = {s.id for s in list_submissions(connection, years=[YEAR])}
    o = observations.c
    rows = connection.execute(select(o.submission_id).where(o.superseded_at.is_(None)).distinct()).scalars()
    assert set(rows) == standing
    every = select(func.count()).select_from(observations)
    whole = every.join(submissions, submissions.c.id == o.submission_id)
    assert connection.execute(every).scalar_one() == connection.execute(whole).scalar_one()


def _check_sums(connection: Connection) -> None:
    """The kept sums are those that would be made anew of what stands."""
    kept = {(r.kpi, r.department, r.month, r.place): r.sums for r in list_sums(connection, years=[YEAR])}
    standing = list_submissions(connection, years=[YEAR])
    assert {key[1] for key in kept} == {s.department for s in standing}
    for submission in standing:
        answer = find_published(connection, submission.department, YEAR, submission.month)
        assert answer is not None
        anew = rehearse_sums(connection, PLAN.kpis, answer)
        assert {(r.kpi, r.department, r.month, r.place): r.sums for r in anew} == kept


def _standing(connection: Connection) -> frozenset[tuple[str, str, str, float]]:
    o = observations.c
    query = select(o.department, o.kpi, o.province, o.numerator).where(o.superseded_at.is_(None))
    return frozenset((*row,) for row in connection.execute(query))


def _check_told(found: Whole) -> None:
    """The log tells of each version and of what became of it, no more and no less."""
    assert found.told("draft_return") == len(found.returns)
    for state, deed in TELLS.items():
        assert found.told(deed) == sum(said == state.value for _, _, said in found.returns)
    assert found.told("close_period") == found.closed
    assert found.told("grant_reopening") == found.opened
