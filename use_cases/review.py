"""Reviewing: the planning office approves what was sent, or sends it back with reasons. Never who sent it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from data_access.database import Connection, Database
from data_access.plans import PlanVersion
from data_access.return_versions import (
    CellReason,
    Contents,
    ReturnVersion,
    Step,
    save_cell_reasons,
)
from domain.asking import asked_of
from domain.audit import Deed
from domain.kpi_return import KpiReturn
from domain.permission import Action
from domain.submission import Hand, State, may_approve
from domain.text import mark
from kpi_returns.mending import place_of
from use_cases.authority import Actor, Caller
from use_cases.moment import load_version
from use_cases.periods import check_open
from use_cases.publishing import publish
from use_cases.return_steps import (
    Clock,
    NotReady,
    check_seen,
    hand_of,
    is_just_done,
    load_version_for,
    now_utc,
    step_taken,
    written,
)

MOST_LETTERS, MOST_CELLS = 2_000, 500


def approve(
    database: Database, caller: Caller, number: int, *, revision: int, clock: Clock = now_utc
) -> ReturnVersion:
    """Approve what was sent: its figures stand on every screen from now on. Pressed twice, it is approved once.

    Raises SignedOut, Forbidden, NotFound, Changed, NotReady (also for who sent it).
    """

    def work(connection: Connection) -> ReturnVersion:
        now = clock()
        seen, actor = load_version_for(connection, caller, number, Action.REVIEW_RETURNS, now)
        hand = hand_of(actor, now)
        if is_just_done(seen, revision, State.APPROVED, seen.decided, hand):
            return seen
        check_seen(seen, revision, State.SUBMITTED)
        return approved(database, connection, actor, seen, hand)

    return written(database, work)


def send_back(
    database: Database,
    caller: Caller,
    number: int,
    *,
    revision: int,
    reason: str,
    cells: Sequence[CellReason] = (),
    clock: Clock = now_utc,
) -> ReturnVersion:
    """Send back what was sent, for a reason that its department reads; `cells` have reasons of their own.

    A cell without a sheet is on the only one that the return fills. Pressed twice, it comes back once. Raises SignedOut,
    Forbidden, NotFound, Changed, NotReady.
    """
    words = reason.strip()[:MOST_LETTERS]

    def work(connection: Connection) -> ReturnVersion:
        now = clock()
        seen, actor = load_version_for(connection, caller, number, Action.REVIEW_RETURNS, now)
        hand = hand_of(actor, now)
        if is_just_done(seen, revision, State.SENT_BACK, seen.decided, hand):
            return seen
        check_seen(seen, revision, State.SUBMITTED)
        if not words:
            raise NotReady("reason_missing_back", mark("Say why it comes back; its department reads it."))
        save_cell_reasons(connection, seen.id, _checked(cells, _sheets_of(seen.contents)))
        step = Step(state=State.SENT_BACK, hands={"decided": hand}, reason=words)
        return step_taken(connection, actor, seen, step, Deed.SEND_BACK_RETURN, now)

    return written(database, work)


def approved(
    database: Database, connection: Connection, actor: Actor, seen: ReturnVersion, hand: Hand
) -> ReturnVersion:
    """Approve within a transaction, by the hand of somebody who may. Raises Changed, NotReady."""
    answered, submitted = seen.contents.answer, seen.submitted
    if answered is None or submitted is None:
        raise LookupError(f"version {seen.id} has no answer")
    decision = may_approve(submitted, hand)
    if not decision.allowed:
        raise NotReady("sender_approves", decision.reason, decision.values)
    check_open(connection, seen, hand.at)
    plan = load_version(database, connection, None)
    _check_still_asked(plan, answered)
    publish(connection, plan, seen, answered, submitted=submitted, approved=hand)
    step = Step(state=State.APPROVED, hands={"decided": hand}, is_published=True)
    return step_taken(connection, actor, seen, step, Deed.APPROVE_RETURN, hand.at)


def _check_still_asked(plan: PlanVersion, answered: KpiReturn) -> None:
    """Whether the plan in force still asks for what was answered under an earlier one. Raises NotReady."""
    asked = {kpi.code for kpi, _ in asked_of(plan.plan, answered.department, answered.year, answered.month)}
    gone = sorted({row.kpi for row in answered.observations} - asked)
    if gone:
        raise NotReady(
            "not_asked_any_more",
            mark(
                "The plan in force does not ask this department for {kpis} any more. Send the return back; a new one is "
                "made for the new plan."
            ),
            {"kpis": ", ".join(gone)},
        )


def _sheets_of(contents: Contents) -> set[str]:
    """The sheets of a workbook on which something stands that was answered or found."""
    found = {finding.sheet for finding in contents.findings if finding.sheet}
    if contents.answer is None:
        return found
    answer = contents.answer
    cells = [
        *(row.at for row in answer.observations),
        *(row.at for row in answer.milestones),
        *(row.at for row in answer.budgets),
        *(row.at for row in answer.explanations),
    ]
    return found | {cell.sheet for cell in cells}


def _checked(cells: Sequence[CellReason], sheets: Collection[str]) -> list[CellReason]:
    """Reasons for cells, without the empty ones. Raises NotReady for a cell that is nowhere, and for too many."""
    kept = [said for said in cells if said.reason.strip()]
    if len(kept) > MOST_CELLS or any(len(said.reason) > MOST_LETTERS for said in kept):
        raise NotReady(
            "cell_reasons_too_many",
            mark(
                "At most {most} cells can be sent back with a reason of at most {letters} letters. Nothing was sent back."
            ),
            {"most": MOST_CELLS, "letters": MOST_LETTERS},
        )
    return [_placed(said, sheets) for said in kept]


def _placed(said: CellReason, sheets: Collection[str]) -> CellReason:
    """A reason with the sheet of its cell, which goes without saying where there is only one. Raises NotReady."""
    if place_of(said.cell) is None:
        raise NotReady(
            "cell_missing",
            mark("Choose the cell that “{reason}” is said of. Nothing was sent back."),
            {"reason": said.reason.strip()},
        )
    sheet = said.sheet or (next(iter(sheets)) if len(sheets) == 1 else "")
    if sheet not in sheets:
        raise NotReady(
            "cell_on_no_sheet",
            mark(
                "{cell} is on none of the sheets that this return fills: {sheets}. Choose the cell from the list. Nothing "
                "was sent back."
            ),
            {"cell": "!".join(filter(None, (said.sheet, said.cell))), "sheets": ", ".join(sorted(sheets))},
        )
    return replace(said, sheet=sheet)
