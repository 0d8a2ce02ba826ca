"""Who may do what: one table of roles and actions, asked by one function that says why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.person import OF_A_DEPARTMENT, Person, Role
from domain.text import mark


class Action(StrEnum):
    """What can be done. Each has a use case that asks for it; the name stands in the audit log."""

    READ_FIGURES = "read_figures"
    EXPORT_FIGURES = "export_figures"
    FILL_RETURN = "fill_return"
    SUBMIT_RETURN = "submit_return"
    READ_RETURNS = "read_returns"
    REVIEW_RETURNS = "review_returns"
    CLOSE_PERIODS = "close_periods"
    LOAD_PLAN = "load_plan"
    MANAGE_PEOPLE = "manage_people"
    READ_AUDIT_LOG = "read_audit_log"
    EXPORT_AUDIT_LOG = "export_audit_log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What it is done to: one department's, or the whole organisation's where `department` is empty."""

    department: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Whether something is allowed; if not, why: an English sentence of the catalogue and what fills it."""

    allowed: bool
    reason: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


EVERYTHING = Scope()
ALLOWED = Decision(allowed=True)
READERS = frozenset(Role) - {Role.ADMINISTRATOR}
# A role of OF_A_DEPARTMENT reads everything; anything else it may do for its own department only.
TABLE: Mapping[Action, frozenset[Role]] = {
    Action.READ_FIGURES: READERS,
    Action.EXPORT_FIGURES: READERS,
    Action.FILL_RETURN: frozenset({Role.PLANNING_OFFICE}) | OF_A_DEPARTMENT,
    Action.SUBMIT_RETURN: frozenset({Role.PLANNING_OFFICE, Role.DEPARTMENT_HEAD}),
    Action.READ_RETURNS: frozenset({Role.PLANNING_OFFICE, Role.AUDITOR}) | OF_A_DEPARTMENT,
    Action.REVIEW_RETURNS: frozenset({Role.PLANNING_OFFICE}),
    Action.CLOSE_PERIODS: frozenset({Role.PLANNING_OFFICE}),
    Action.LOAD_PLAN: frozenset({Role.PLANNING_OFFICE}),
    Action.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Action.READ_AUDIT_LOG: frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
    Action.EXPORT_AUDIT_LOG: frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
}
OF_THE_WHOLE = frozenset({Action.READ_FIGURES, Action.EXPORT_FIGURES})
REASONS: Mapping[Action, str] = {
    Action.READ_FIGURES: mark("Your roles do not include reading figures."),
    Action.EXPORT_FIGURES: mark("Your roles do not include exporting figures."),
    Action.FILL_RETURN: mark("Your roles do not include filling in returns."),
    Action.SUBMIT_RETURN: mark(
        "Only the head of a department and the planning office may send returns. Keep it as a draft; the head sends it."
    ),
    Action.READ_RETURNS: mark("Your roles do not include reading returns that are not approved."),
    Action.REVIEW_RETURNS: mark("Only the planning office may approve returns or send them back."),
    Action.CLOSE_PERIODS: mark("Only the planning office may close periods and open them again."),
    Action.LOAD_PLAN: mark("Only the planning office may load a plan."),
    Action.MANAGE_PEOPLE: mark("Only an administrator may manage people and their roles."),
    Action.READ_AUDIT_LOG: mark("Only auditors and administrators may read the audit log."),
    Action.EXPORT_AUDIT_LOG: mark("Only auditors and administrators may export the audit log."),
}


def may(person: Person, action: Action, scope: Scope = EVERYTHING, *, today: date) -> Decision:
    """Whether somebody may do something today, and why not.

    One grant has to suffice by itself: several roles add up, they never combine.
    """
    if person.disabled:
        return Decision(allowed=False, reason=mark("This account is disabled."))
    held = person.grants_on(today)
    if not held:
        return Decision(
            allowed=False, reason=mark("Your account has no role today. An administrator can give you one.")
        )
    able = [grant for grant in held if grant.role in TABLE[action]]
    if not able:
        return Decision(allowed=False, reason=REASONS[action])
    if any(_reaches(grant.role, grant.department, action, scope) for grant in able):
        return ALLOWED
    return Decision(
        allowed=False,
        reason=mark("Your role is for {departments}; this is about another part of the organisation."),
        values={"departments": ", ".join(sorted({grant.department for grant in able}))},
    )


def may_somewhere(person: Person, action: Action, *, today: date) -> bool:
    """Whether somebody may do something today to anything at all, be it to one department's only."""
    return list_departments_of(person, action, today=today) != frozenset()


def list_departments_of(person: Person, action: Action, *, today: date) -> frozenset[str] | None:
    """The departments to which somebody may do something today; None for all of them."""
    able = [grant for grant in person.grants_on(today) if grant.role in TABLE[action]]
    if any(grant.role not in OF_A_DEPARTMENT or action in OF_THE_WHOLE for grant in able):
        return None
    return frozenset(grant.department for grant in able if grant.department)


def _reaches(role: Role, department: str, action: Action, scope: Scope) -> bool:
    """Whether a role held for a department covers what the action is done to."""
    if role not in OF_A_DEPARTMENT or action in OF_THE_WHOLE:
        return True
    return bool(department) and department == scope.department
