"""Guests: who may look around without a password, and where. On the sample's data, on this machine, and nowhere else."""

from dataclasses import dataclass
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.types import Scope

from access.start_up import load_settings
from use_cases.demonstration import Demonstration

LOCAL_NAMES = {"localhost"}
# Whoever passes a request on for somebody else says so in one of these.
PASSED_ON = ("forwarded", "via", "x-real-ip", "true-client-ip", "cf-connecting-ip")
PASSED_ON_BELOW = "x-forwarded-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """The guests of this process: who they would be, and the address that the server was told to listen on."""

    demonstration: Demonstration
    listens_on: str | None

    def may_come(self, scope: Scope) -> bool:
        """Whether a request is from this very machine, to a server that only this machine can reach.

        The host that was asked for must be this machine too: a page from elsewhere can give its own name our address.
        What the data are is asked by the use case.
        """
        headers = Headers(scope=scope)
        host = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
        sides = [end[0] for end in (scope.get("client"), scope.get("server")) if end]
        return (
            load_settings().demonstration
            and is_this_machine(self.listens_on or "")
            and is_this_machine(host)
            and len(sides) == 2
            and all(map(is_this_machine, sides))
            and not any(name in PASSED_ON or name.startswith(PASSED_ON_BELOW) for name in headers)
        )


def is_this_machine(host: str) -> bool:
    """Whether a host can only be this machine itself."""
    if host.lower() in LOCAL_NAMES:
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
