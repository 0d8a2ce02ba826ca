"""Every page of the application, with something to show, and who looks at it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from domain.person import Role
from tests.browser.application import Application
from tests.browser.returns import a_draft, a_sent_one
from tests.browser.visitors import SOME_DEPARTMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page, what its address says, who looks at it, and the version of a return that is looked at, if any."""

    path: str
    says: dict[str, str] = field(default_factory=dict)
    role: Role = Role.EXECUTIVE
    version: Callable[[Application], int] | None = None

    def address(self, application: Application, language: str) -> str:
        """Where it is."""
        says = self.says if self.version is None else {"submission": str(self.version(application))}
        return f"{self.path}?{urlencode({**says, 'lang': language})}"


KEEPER, OFFICE = Role.ADMINISTRATOR, Role.PLANNING_OFFICE
# Somebody whose account is looked at; whoever reads figures does not look after people.
SOMEBODY = "somsri"
PAGES = {
    "overview": Shown(path="/"),
    "strategy": Shown(path="/strategy", says={"strategy": "S3"}),
    "kpi": Shown(path="/kpi", says={"kpi": "K110", "region": "R6N", "province": "58"}),
    "all kpis": Shown(path="/kpi"),
    "flagship": Shown(path="/flagship", says={"flagship": "FS07"}),
    "department": Shown(path="/department"),
    "region": Shown(path="/region", says={"region": "R6N", "province": "58"}),
    "people": Shown(path="/people", role=KEEPER),
    "person": Shown(path="/people", says={"person": SOMEBODY}, role=KEEPER),
    "audit": Shown(path="/audit", says={"first": "no day"}, role=KEEPER),
    "entries": Shown(path="/audit", says={"check": "1"}, role=KEEPER),
    "returns": Shown(path="/returns", says={"department": SOME_DEPARTMENT}, role=OFFICE),
    "draft": Shown(path="/returns", role=OFFICE, version=a_draft),
    "review": Shown(path="/review", role=OFFICE),
    "decision": Shown(path="/review", role=OFFICE, version=a_sent_one),
}
