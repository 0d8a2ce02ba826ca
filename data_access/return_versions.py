"""Versions of a return on their way from a draft to approval; every one is kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, func, insert, select, update

from data_access.schema import submissions
from data_access.schema_of_returns import cell_reasons, versions
from domain.finding import Finding
from domain.kpi_return import KpiReturn
from domain.submission import NEXT, Edit, Hand, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a version holds.

    `answer` is None where a finding blocks it, and once it is published; `confirmed` are the codes of the findings that
    somebody answered for; `mapping` is how a foreign workbook was read, as JSON. `file_name` is the sender's.
    """

    plan_number: int
    file_sha256: str
    file_name: str
    answer: KpiReturn | None = None
    findings: tuple[Finding, ...] = ()
    confirmed: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    mapping: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnVersion:
    """A version of a department's return for a closing month, how far it is, and who had a hand in it.

    `revision` rises with every change; `decided` is who approved it or sent it back, for `reason`.
    """

    id: int
    department: str
    year: int
    month: int
    version: int
    revision: int
    state: State
    contents: Contents
    drafted: Hand
    submitted: Hand | None = None
    decided: Hand | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReason:
    """Why one cell was sent back."""

    sheet: str
    cell: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change of a version: its new state, and what else changes with it; what is None stays.

    Where `is_published`, the answer is kept as observations from now on and no longer here.
    """

    state: State
    hands: Mapping[str, Hand | None] = field(default_factory=dict)
    confirmed: tuple[str, ...] | None = None
    reason: str | None = None
    is_published: bool = False

    def row(self) -> dict[str, Any]:
        """The columns that change."""
        values = {"state": self.state.value, **_hands_row(self.hands)}
        if self.confirmed is not None:
            values["confirmed"] = _said(self.confirmed)
        if self.reason is not None:
            values["reason"] = self.reason
        return values | ({"answer": ""} if self.is_published else {})


def save_version(
    connection: Connection,
    contents: Contents,
    *,
    department: str,
    year: int,
    month: int,
    drafted: Hand,
) -> ReturnVersion:
    """Keep a draft, the next version of its department and month."""
    values: dict[str, Any] = {
        "department": department,
        "fiscal_year": year,
        "month": month,
        "version": next_version(connection, department, year, month),
        "revision": 1,
        "state": State.DRAFT.value,
        "reason": "",
        **_contents_row(contents),
        **hand_row("drafted", drafted),
    }
    number = connection.execute(insert(versions).values(values).returning(versions.c.id)).scalar_one()
    return load_version_row(connection, number)


def save_step(connection: Connection, seen: ReturnVersion, step: Step) -> bool:
    """Change a version that is still as it was seen; False where somebody was faster, and nothing is changed.

    Raises ValueError for a state that does not follow.
    """
    if step.state not in NEXT[seen.state]:
        raise ValueError(f"{step.state} does not follow {seen.state}")
    return _changed(connection, seen, step.row())


def save_contents(connection: Connection, seen: ReturnVersion, contents: Contents) -> bool:
    """Put other contents into a draft that is still as it was seen; False where somebody was faster."""
    return _changed(connection, seen, _contents_row(contents))


def _changed(connection: Connection, seen: ReturnVersion, values: Mapping[str, Any]) -> bool:
    v = versions.c
    same = (v.id == seen.id, v.revision == seen.revision, v.state == seen.state.value)
    changed = update(versions).where(*same).values({**values, "revision": seen.revision + 1})
    return connection.execute(changed).rowcount == 1


def next_version(connection: Connection, department: str, year: int, month: int) -> int:
    """The number of the next version: numbers of what was published count, from 1."""
    last = [
        select(func.max(table.c.version)).where(
            table.c.department == department, table.c.fiscal_year == year, table.c.month == month
        )
        for table in (versions, submissions)
    ]
    return 1 + max(connection.execute(query).scalar_one() or 0 for query in last)


def find_version_row(connection: Connection, number: int) -> ReturnVersion | None:
    """The version with that number of the table, or None."""
    row = connection.execute(select(versions).where(versions.c.id == number)).mappings().first()
    return None if row is None else _as_version(row)


def load_version_row(connection: Connection, number: int) -> ReturnVersion:
    """The same; raises LookupError where there is none."""
    found = find_version_row(connection, number)
    if found is None:
        raise LookupError(number)
    return found


def list_versions(
    connection: Connection,
    *,
    departments: Collection[str] | None = None,
    years: Collection[int] | None = None,
    month: int | None = None,
    states: Collection[State] | None = None,
) -> list[ReturnVersion]:
    """Versions, the newest last; what is None does not narrow."""
    v = versions.c
    query = select(versions).order_by(v.fiscal_year, v.month, v.department, v.version)
    if departments is not None:
        query = query.where(v.department.in_(departments))
    if years is not None:
        query = query.where(v.fiscal_year.in_(years))
    if month is not None:
        query = query.where(v.month == month)
    if states is not None:
        query = query.where(v.state.in_([state.value for state in states]))
    return [_as_version(row) for row in connection.execute(query).mappings()]


def find_in_state(
    connection: Connection, department: str, year: int, month: int, state: State
) -> ReturnVersion | None:
    """The last version of a department's month in that state; of an open state there is one at most."""
    found = list_versions(connection, departments=[department], years=[year], month=month, states=[state])
    return found[-1] if found else None


def save_cell_reasons(connection: Connection, number: int, reasons: Sequence[CellReason]) -> None:
    """Keep why single cells of a version were sent back."""
    rows = [
        {"version_id": number, "sheet": said.sheet, "cell": said.cell, "reason": said.reason}
        for said in reasons
    ]
    if rows:
        connection.execute(insert(cell_reasons), rows)


def list_cell_reasons(connection: Connection, number: int) -> list[CellReason]:
    """Why single cells of a version were sent back, in the order in which it was said."""
    c = cell_reasons.c
    query = select(c.sheet, c.cell, c.reason).where(c.version_id == number).order_by(c.id)
    return [CellReason(**row) for row in connection.execute(query).mappings()]


def hand_row(step: str, hand: Hand | None) -> dict[str, Any]:
    """A hand as the columns that keep it; None empties them."""
    return {
        f"{step}_person": hand.person if hand else None,
        f"{step}_login": hand.login if hand else None,
        f"{step}_by": hand.name if hand else None,
        f"{step}_at": hand.at if hand else None,
    }


def as_hand(row: RowMapping, step: str) -> Hand | None:
    """The hand that a row keeps for a step; None where it was not done."""
    at: datetime | None = row[f"{step}_at"]
    if at is None:
        return None
    return Hand(person=row[f"{step}_person"], login=row[f"{step}_login"], name=row[f"{step}_by"], at=at)


def load_hand(row: RowMapping, step: str) -> Hand:
    """The hand of a step that was done in any case."""
    hand = as_hand(row, step)
    if hand is None:
        raise LookupError(step)
    return hand


def _hands_row(hands: Mapping[str, Hand | None]) -> dict[str, Any]:
    return {name: value for step, hand in hands.items() for name, value in hand_row(step, hand).items()}


def _contents_row(contents: Contents) -> dict[str, Any]:
    return {
        "plan_number": contents.plan_number,
        "file_sha256": contents.file_sha256,
        "file_name": contents.file_name,
        "answer": "" if contents.answer is None else _said(contents.answer),
        "findings": _said(contents.findings),
        "confirmed": _said(contents.confirmed),
        "edits": _said(contents.edits),
        "mapping": contents.mapping,
    }


def _as_version(row: RowMapping) -> ReturnVersion:
    return ReturnVersion(
        id=row["id"],
        department=row["department"],
        year=row["fiscal_year"],
        month=row["month"],
        version=row["version"],
        revision=row["revision"],
        state=State(row["state"]),
        contents=Contents(
            plan_number=row["plan_number"],
            file_sha256=row["file_sha256"],
            file_name=row["file_name"],
            answer=msgspec.json.decode(row["answer"], type=KpiReturn) if row["answer"] else None,
            findings=msgspec.json.decode(row["findings"], type=tuple[Finding, ...]),
            confirmed=msgspec.json.decode(row["confirmed"], type=tuple[str, ...]),
            edits=msgspec.json.decode(row["edits"], type=tuple[Edit, ...]),
            mapping=row["mapping"],
        ),
        drafted=load_hand(row, "drafted"),
        submitted=as_hand(row, "submitted"),
        decided=as_hand(row, "decided"),
        reason=row["reason"],
    )


def _said(thing: object) -> str:
    return msgspec.json.encode(thing).decode()
