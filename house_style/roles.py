"""Roles in words, each with the department for which it is held."""

from collections.abc import Iterable

from domain.person import Grant
from domain.plan import Plan
from house_style.labels import say_label
from house_style.reasons import say_departments
from house_style.wording import Wording


def say_role(grant: Grant, plan: Plan | None, words: Wording) -> str:
    """A role: "หัวหน้าหน่วยงาน (ดย.)"; the department's code where no plan knows it."""
    role = say_label(grant.role, words)
    if not grant.department:
        return role
    department = say_departments((grant.department,), plan, words) if plan else grant.department
    return f"{role} ({department})"


def say_roles(grants: Iterable[Grant], plan: Plan | None, words: Wording) -> str:
    """Several roles beside each other, each once."""
    return ", ".join(dict.fromkeys(say_role(grant, plan, words) for grant in grants))
