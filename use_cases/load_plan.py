"""Load a plan workbook: judge all of it, show what it changes, and load it in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from data_access.database import Connection, Database
from data_access.files import StoredFile, save_file
from data_access.moment import raise_data_version
from data_access.plans import (
    PlanVersion,
    find_plan_number,
    list_targets,
    load_plan_version,
    save_plan_version,
    save_targets,
)
from data_access.sums import renew_sums
from domain.audit import Deed
from domain.finding import Finding, is_blocked
from domain.permission import Action
from domain.plan import Plan
from domain.target import Target, TargetKey
from plan_workbook.difference import Change, difference, target_changes
from plan_workbook.ledger import check_targets_kept
from plan_workbook.reading import PlanReading, read_plan
from use_cases.authority import Actor, Caller, acting, authorise, permit, record, refusals_recorded
from workbooks.reading import Upload, read_workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanJudgement:
    """What a plan workbook says, what is wrong with it, and what it would change.

    `number` is the version that it became; None where it was only judged or was refused.
    """

    reading: PlanReading
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()
    number: int | None = None

    @property
    def is_blocked(self) -> bool:
        """Whether a finding stops the file."""
        return is_blocked(self.findings)


def judge_plan(
    database: Database, caller: Caller, upload: Upload, *, now: datetime | None = None
) -> PlanJudgement:
    """Judge a plan workbook against the plan in force; writes nothing.

    Raises SignedOut, Forbidden, and WorkbookRefused where the file cannot be read at all.
    """
    permit(database, caller, Action.LOAD_PLAN, now=now)
    reading = read_plan(read_workbook(upload))
    with refusals_recorded(database), database.reading() as connection:
        authorise(connection, caller, Action.LOAD_PLAN, now=now)
        return _judged(connection, reading)


def load_plan(
    database: Database, caller: Caller, upload: Upload, *, now: datetime | None = None
) -> PlanJudgement:
    """Load a plan workbook as the next version, or say why not; one transaction.

    Raises SignedOut, Forbidden, and WorkbookRefused where the file cannot be read at all.
    """
    permit(database, caller, Action.LOAD_PLAN, now=now)  # nobody else's file is opened
    workbook = read_workbook(upload)
    reading = read_plan(workbook)
    moment = now or datetime.now(UTC)
    file = StoredFile(
        sha256=workbook.sha256,
        name=upload.name,
        size=workbook.size,
        content=upload.content,
        received_at=moment,
    )
    return acting(
        database,
        caller,
        Action.LOAD_PLAN,
        lambda connection, actor: _load(connection, actor, reading, file, moment),
        now=moment,
    )


def _load(
    connection: Connection, actor: Actor, reading: PlanReading, file: StoredFile, moment: datetime
) -> PlanJudgement:
    judged = _judged(connection, reading)
    if judged.is_blocked or reading.plan is None:
        return judged
    instant = raise_data_version(connection, moment)
    before = find_plan_number(connection, None)
    save_file(connection, file)
    version = PlanVersion(
        number=(before or 0) + 1,
        plan=reading.plan,
        file_sha256=file.sha256,
        file_name=file.name,
        loaded_by=actor.name,
        published_at=instant,
    )
    old = load_plan_version(connection, before).plan if before else None
    save_plan_version(connection, version)
    new_rows = _new_rows(list_targets(connection), reading.targets)
    save_targets(connection, new_rows, plan_number=version.number, published_at=instant)
    if old is not None:
        _renew(connection, old, reading.plan, instant)
    _tell(connection, actor, version, before, {"changes": len(judged.changes), "targets": len(new_rows)})
    return PlanJudgement(
        reading=reading, findings=judged.findings, changes=judged.changes, number=version.number
    )


def _tell(
    connection: Connection, actor: Actor, version: PlanVersion, before: int | None, counts: Mapping[str, int]
) -> None:
    record(
        connection,
        actor,
        Deed.LOAD_PLAN,
        f"plan:{version.number}",
        before={"number": before} if before else None,
        after={"number": version.number, "file": version.file_name, **counts},
        file_sha256=version.file_sha256,
        now=version.published_at,
    )


def _judged(connection: Connection, reading: PlanReading) -> PlanJudgement:
    number = find_plan_number(connection, None)
    if reading.plan is None or number is None:
        return PlanJudgement(reading=reading, findings=reading.findings)
    ledger, calendar = list_targets(connection), reading.plan.calendar
    kept = check_targets_kept(ledger, reading.targets, located=reading.located, calendar=calendar)
    changes = (
        *difference(load_plan_version(connection, number).plan, reading.plan),
        *target_changes(ledger, reading.targets, calendar),
    )
    return PlanJudgement(reading=reading, findings=(*reading.findings, *kept), changes=changes)


def _new_rows(ledger: Sequence[Target], rows: Sequence[Target]) -> list[Target]:
    known: set[tuple[TargetKey, object]] = {(row.key, row.revised_on) for row in ledger}
    return [row for row in rows if (row.key, row.revised_on) not in known]


def _renew(connection: Connection, old: Plan, new: Plan, instant: datetime) -> None:
    """Sums are kept by the plan's regions and the KPIs' rules; where these change, they are made anew."""
    moved = {(p.code, p.regions) for p in old.provinces} != {(p.code, p.regions) for p in new.provinces}
    rules = {kpi.code: (kpi.accumulation, kpi.denominator) for kpi in old.kpis}
    changed = [kpi for kpi in new.kpis if moved or rules.get(kpi.code) != (kpi.accumulation, kpi.denominator)]
    if changed:
        renew_sums(connection, changed, published_at=instant)
