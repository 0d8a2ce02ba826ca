"""People at the command line: here the first administrator is made, and nowhere else."""

import os
import sys
from datetime import date, datetime
from typing import Annotated

import typer

from commands.terminal import AsJson, Said, opened, operator, say_json
from domain.person import OF_A_DEPARTMENT, Grant, Role
from domain.text import Language
from house_style.labels import say_label
from house_style.wording import Wording, wording
from use_cases.authority import find_today
from use_cases.granting import described
from use_cases.manage_people import (
    disable_person,
    enable_person,
    end_role,
    end_sessions,
    grant_role,
    invite_person,
    reset_password,
    set_password,
)
from use_cases.passwords import check_password
from use_cases.view_people import Member, list_people

USUAL_ADDRESS = "http://127.0.0.1:8501"
Login = Annotated[str, typer.Argument(help="What the person types to sign in.")]
ARole = Annotated[Role, typer.Argument(help="Which role.")]
Department = Annotated[
    str, typer.Option("--department", help="For roles of a department: its code in the plan.")
]
Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day; today if left out.")]
Until = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day; no end if left out.")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read a password from the input instead of making a link.")
]


def add_person(
    login: Login,
    name: Annotated[str, typer.Option(help="How the person is called on screens and in the log.")],
    role: Annotated[list[Role] | None, typer.Option(help="A role; may be given several times.")] = None,
    department: Department = "",
    password_stdin: FromInput = False,
    language: Said = Language.THAI,
) -> None:
    """Add a person. Prints a link that serves once, within seven days, to choose a password."""
    words, caller = wording(language), operator()
    with opened(words) as database:
        password = _read_password(login) if password_stdin else ""
        today = find_today(database)
        grants = [_for(each, department, since=today) for each in role or []]
        token = invite_person(database, caller, login=login, name=name, grants=grants)
        if password_stdin:
            set_password(database, caller, login, password)
            typer.echo(words.say("{login} can sign in with this password.", login=login))
        else:
            _say_link(token, words)


def reset_a_password(login: Login, password_stdin: FromInput = False, language: Said = Language.THAI) -> None:
    """Take a person's password away and end what is open. Prints a link as add-person does."""
    words, caller = wording(language), operator()
    with opened(words) as database:
        if password_stdin:
            set_password(database, caller, login, _read_password(login))
            typer.echo(words.say("{login} can sign in with this password.", login=login))
        else:
            _say_link(reset_password(database, caller, login), words)


def give_role(
    login: Login,
    role: ARole,
    department: Department = "",
    since: Since = None,
    until: Until = None,
    language: Said = Language.THAI,
) -> None:
    """Give a person a role, from one day to another."""
    words = wording(language)
    with opened(words) as database:
        first = since.date() if since else find_today(database)
        last = until.date() if until else None
        grant = Grant(role=role, department=department, since=first, until=last)
        grant_role(database, operator(), login, grant)
        said, day = say_label(role, words), first.isoformat()
        typer.echo(words.say("{login} has the role {role} from {day} on.", login=login, role=said, day=day))


def take_role(
    login: Login,
    role: ARole,
    department: Department = "",
    reason: Annotated[str, typer.Option(help="Why; it stands in the audit log.")] = "",
    language: Said = Language.THAI,
) -> None:
    """End a person's role at once."""
    words = wording(language)
    with opened(words) as database:
        end_role(database, operator(), login, role, department, reason=reason)
        typer.echo(
            words.say("{login} no longer has the role {role}.", login=login, role=say_label(role, words))
        )


def disable(
    login: Login,
    reason: Annotated[str, typer.Option(help="Why; it stands in the audit log.")] = "",
    language: Said = Language.THAI,
) -> None:
    """Let a person in no more. What is open ends at once, everywhere."""
    words = wording(language)
    with opened(words) as database:
        disable_person(database, operator(), login, reason=reason)
        typer.echo(words.say("{login} is disabled, and what was open is ended.", login=login))


def enable(login: Login, language: Said = Language.THAI) -> None:
    """Let a disabled person in again."""
    words = wording(language)
    with opened(words) as database:
        enable_person(database, operator(), login)
        typer.echo(words.say("{login} can sign in again.", login=login))


def end_open_sessions(login: Login, language: Said = Language.THAI) -> None:
    """End everything that a person has open. Signing in again stays possible."""
    words = wording(language)
    with opened(words) as database:
        ended = end_sessions(database, operator(), login)
        typer.echo(words.say("{login}: {count} sessions ended.", login=login, count=ended))


def list_everybody(as_json: AsJson = False, language: Said = Language.THAI) -> None:
    """List everybody with an account. With state, login, name, roles of today and the number of open sessions."""
    words = wording(language)
    with opened(words) as database:
        members = list_people(database, operator())
    if as_json:
        say_json([_as_row(member) for member in members])
        return
    for member in members:
        typer.echo("\t".join(_as_columns(member, words)))


def _for(role: Role, department: str, *, since: date) -> Grant:
    """One of several roles; the department that is said once belongs to those that are held for one."""
    return Grant(role=role, department=department if role in OF_A_DEPARTMENT else "", since=since)


def _read_password(login: str) -> str:
    """One line of the input, judged before anything is written. Raises PasswordRefused."""
    password = sys.stdin.readline().rstrip("\r\n")
    check_password(password, login=login)
    return password


def _say_link(token: str, words: Wording) -> None:
    address = (os.environ.get("DASHBOARD_URL") or USUAL_ADDRESS).rstrip("/")
    typer.echo(f"{address}/invitation/{token}")
    typer.echo(
        words.say("This link serves once and for seven days. Whoever has it chooses the password."), err=True
    )


def _state(member: Member) -> str:
    account = member.account
    if account.person.disabled:
        return "disabled"
    return "demonstration" if account.is_demonstration else "active"


def _as_row(member: Member) -> dict[str, object]:
    person = member.account.person
    return {
        "login": person.login,
        "name": person.name,
        "state": _state(member),
        "has_password": member.account.password_hash is not None,
        "roles_today": [described(grant) for grant in member.roles],
        "grants": [described(grant) for grant in person.grants],
        "open_sessions": member.open_sessions,
    }


def _as_columns(member: Member, words: Wording) -> list[str]:
    person = member.account.person
    roles = (" ".join((say_label(g.role, words), g.department)).strip() for g in member.roles)
    return [_state(member), person.login, person.name, ", ".join(roles), str(member.open_sessions)]
