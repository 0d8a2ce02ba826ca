"""Roles as they can be given: for a department that there is, and not twice for the same days."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from data_access.database import Connection, Database
from domain.failures import Refusal
from domain.lookup import load_department
from domain.person import OF_A_DEPARTMENT, Grant
from domain.text import mark
from use_cases.moment import load_version


def checked_grant(database: Database, connection: Connection, grant: Grant, held: Iterable[Grant]) -> Grant:
    """A grant as it is kept, its department by its code. Raises Refusal, and NotFound for an unknown department."""
    if grant.until is not None and grant.until < grant.since:
        raise Refusal("grant_ends_early", mark("A role cannot end before it begins."))
    if grant.role in OF_A_DEPARTMENT:
        if not grant.department:
            raise Refusal(
                "grant_without_department", mark("This role is held for a department. Say for which.")
            )
        plan = load_version(database, connection, None).plan
        grant = replace(grant, department=load_department(plan, grant.department).code)
    elif grant.department:
        raise Refusal(
            "grant_with_department", mark("This role is held for the whole organisation, not a department.")
        )
    if any(_overlap(grant, other) for other in held):
        raise Refusal("grant_held", mark("This role is held already on these days."))
    return grant


def described(grant: Grant) -> dict[str, str]:
    """A grant as the log tells it; what is not said is left out."""
    until = grant.until.isoformat() if grant.until else ""
    told = {"role": grant.role.value, "department": grant.department, "since": grant.since.isoformat()}
    return {name: value for name, value in (told | {"until": until}).items() if value}


def _overlap(one: Grant, other: Grant) -> bool:
    if (one.role, one.department) != (other.role, other.department):
        return False
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)
