"""axe-core on a page as a reader meets it: what it finds, and whether we or Streamlit's own frame drew it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

# Contrast is only seen of what is on the screen, and Streamlit's pages scroll inside themselves.
TALL = (1440, 6000)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
GRAVE = {"serious", "critical"}
# What Streamlit draws around and inside a page by itself. Everything else is ours, its widgets' labels included.
FRAME = (
    "[data-testid=stHeader], [data-testid=stToolbar], [data-testid=stMainMenuPopover], [data-testid=stStatusWidget], "
    "[data-testid=stSkipToContent], [data-testid=stElementToolbar], [data-testid=stHeaderActionElements], "
    "[data-testid=stDataFrameColumnMenu], [data-testid=stSelectboxVirtualDropdown], [data-testid=stToastContainer], "
    "[data-live-announcer], .gdg-search-bar"
)
# A target is a selector, or a list of them from a shadow root's host down to the node.
RUN = """async ([standards, frame]) => {
    const found = await axe.run(document, { preload: false, resultTypes: ["violations"], runOnly: { type: "tag", values: standards } })
    const hostOf = target => document.querySelector([target].flat()[0])
    return found.violations.flatMap(rule => rule.nodes.map(node => ({
        rule: rule.id,
        impact: node.impact ?? rule.impact ?? "",
        target: node.target.flat().join(" >>> "),
        html: node.html,
        said: node.failureSummary ?? rule.help,
        frame: hostOf(node.target[0])?.closest(frame) != null,
    })))
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One node that breaks a rule of WCAG; `frame` where Streamlit drew it of its own accord."""

    rule: str
    target: str
    html: str
    said: str
    frame: bool

    def __str__(self) -> str:
        who = "Streamlit's frame" if self.frame else "ours"
        return f"{self.rule} ({who}) {self.target}\n  {self.html[:200]}\n  {self.said}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A fault of Streamlit's own frame that cannot be mended from outside, and why; `within` is a part of its HTML."""

    rule: str
    within: str
    reason: str

    def is_of(self, fault: Fault) -> bool:
        """Whether this is that fault."""
        return fault.frame and fault.rule == self.rule and self.within in fault.html


# A new version of Streamlit may take lines away from here; nothing of ours belongs here.
KNOWN: tuple[Known, ...] = ()


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def grave_faults(page: Page) -> list[Fault]:
    """Serious and critical faults under WCAG 2.2 AA of all that is on the page, through open shadow roots.

    The source is evaluated, not added as a script, so that it also runs on a page under a Content-Security-Policy.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(RUN, [STANDARDS, FRAME])
    return [
        Fault(**{name: value for name, value in one.items() if name != "impact"})
        for one in found
        if one["impact"] in GRAVE
    ]


def unknown_faults(page: Page) -> str:
    """What nobody has accounted for of a page's grave faults, to be read."""
    return "\n".join(
        str(fault) for fault in grave_faults(page) if not any(known.is_of(fault) for known in KNOWN)
    )
