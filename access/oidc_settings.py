"""Which provider an installation trusts, and what its claims make of a person."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from access.start_up import SettingRefused
from domain.failures import Refusal
from domain.person import OF_A_DEPARTMENT, Role
from domain.text import mark
from use_cases.sign_in import KnownAs
from use_cases.sign_in_by_rules import Claimed

ADDRESS = "email"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Whoever has a claim of that value has a role; a role of a department with the code of one."""

    claim: str
    value: str
    role: Role
    department: str = ""

    def is_met_by(self, claims: Mapping[str, Any]) -> bool:
        """Whether the claim has the value, or has it among others. Names with dots lead into nested claims."""
        said: Any = claims
        for name in [self.claim] if self.claim in claims else self.claim.split("."):
            said = said.get(name) if isinstance(said, Mapping) else None
        values = said if isinstance(said, list) else [said]
        return any(isinstance(value, str | int) and str(value) == self.value for value in values)


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcSettings:
    """`issuer` exactly as the provider writes it; `client_secret` is empty for a public client.

    `login_claim` is what an account is found by when its holder comes for the first time; an address counts only
    where the provider has verified it. Without `rules` those come in who have an account here, with the roles that they have here.
    """

    issuer: str
    client_id: str
    client_secret: str = ""
    login_claim: str = ADDRESS
    rules: tuple[Rule, ...] | None = None


def load_oidc_settings(environment: Mapping[str, str] = os.environ) -> OidcSettings | None:
    """Settings from DASHBOARD_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _LOGIN (a claim) and _RULES (a TOML file).

    None without an issuer.
    Raises SettingRefused where they cannot be used.
    """
    issuer = environment.get("DASHBOARD_OIDC_ISSUER", "")
    if not issuer:
        return None
    client_id = environment.get("DASHBOARD_OIDC_CLIENT_ID", "")
    rules = environment.get("DASHBOARD_OIDC_RULES", "")
    for name, usable in (("ISSUER", is_safe_url(issuer)), ("CLIENT_ID", bool(client_id))):
        if not usable:
            raise _unusable(f"DASHBOARD_OIDC_{name}", environment.get(f"DASHBOARD_OIDC_{name}", ""))
    return OidcSettings(
        issuer=issuer,
        client_id=client_id,
        client_secret=environment.get("DASHBOARD_OIDC_CLIENT_SECRET", ""),
        login_claim=environment.get("DASHBOARD_OIDC_LOGIN") or ADDRESS,
        rules=load_rules(Path(rules)) if rules else None,
    )


def is_safe_url(said: str) -> bool:
    """An address whose answers nobody between can change: by TLS, or on this machine."""
    try:
        parts = urlsplit(said)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))


def load_rules(file: Path) -> tuple[Rule, ...]:
    """The rules of a TOML file: `[[rule]]` with claim, value, role and, for a role of a department, its code.

    Raises SettingRefused where the file cannot be read or one of them makes no sense.
    """
    try:
        return tuple(_rule(one) for one in tomllib.loads(file.read_text(encoding="utf-8"))["rule"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise SettingRefused(
            "rules_unusable",
            mark("The rules for signing in ({file}) cannot be used: {fault}."),
            {"file": file.name, "fault": str(fault)},
        ) from fault


def _rule(said: Mapping[str, Any]) -> Rule:
    strange = set(said) - {"claim", "value", "role", "department"}
    if strange:
        raise ValueError(f"unknown: {', '.join(sorted(strange))}")
    role, department = Role(said["role"]), str(said.get("department", ""))
    if (role in OF_A_DEPARTMENT) != bool(department):
        raise ValueError(f"{role.value} and department “{department}” do not go together")
    return Rule(claim=said["claim"], value=str(said["value"]), role=role, department=department)


def recognise(claims: Mapping[str, Any], settings: OidcSettings) -> Claimed:
    """The person whom claims describe, with the roles that the rules give him. Raises Refusal where they give none.

    His login is what the installation has chosen of his claims: people may choose many of them themselves.
    """
    rules = settings.rules or ()
    roles = dict.fromkeys((rule.role, rule.department) for rule in rules if rule.is_met_by(claims))
    if settings.rules is not None and not roles:
        raise Refusal(
            "no_rule",
            mark(
                "Your organisation knows you, but your account has no part in this dashboard. The administrator "
                "can change that."
            ),
        )
    subject, login = str(claims["sub"]), _login(claims, settings.login_claim)
    known = KnownAs(issuer=settings.issuer, subject=subject, logins=(login or subject,))
    return Claimed(known=known, name=str(claims.get("name") or known.logins[0]), roles=tuple(roles))


def _login(claims: Mapping[str, Any], claim: str) -> str:
    """The login that a claim gives; none by an address that may be anybody's."""
    if claim == ADDRESS and claims.get("email_verified") is not True:
        return ""
    return str(claims.get(claim) or "")


def _unusable(name: str, said: str) -> SettingRefused:
    return SettingRefused(
        "setting_unusable",
        mark("The setting {name} cannot be “{written}”."),
        {"name": name, "written": said},
    )
