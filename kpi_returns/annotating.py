"""A department's own workbook, given back with its faults marked and a list of them in front."""

from collections.abc import Sequence

from domain.finding import Finding, Severity
from domain.text import Language, mark
from house_style.labels import say_label
from house_style.wording import Wording, wording
from workbooks.marking import mark_workbook
from workbooks.remarks import Marking, Remark

TITLE = mark("To mend")
COLORS = {Severity.BLOCK: "FFCDD2", Severity.CONFIRM: "FFE0B2", Severity.NOTICE: "BBDEFB"}
ORDER = tuple(Severity)


def render_annotated(content: bytes, findings: Sequence[Finding], language: Language) -> bytes:
    """The workbook as .xlsx: faulty cells coloured and commented, the list of all findings as its first sheet.

    An .xlsx keeps its formatting, an .xlsm too, without its macros; any other format comes back as a new
    workbook of its cells. Raises WorkbookRefused (not_marked) where that cannot be done within limits of
    memory and time.
    """
    words = wording(language)
    marking = Marking(
        title=words.say(TITLE),
        former_titles=tuple(wording(spoken).say(TITLE) for spoken in Language),
        guidance=words.say(
            mark(
                "Click a place to go to its cell. Mend what must be mended, save the file and send it again."
            )
        ),
        heads=(
            words.say(mark("What it asks for")),
            words.say(mark("Sheet and cell")),
            words.say(mark("What is wrong")),
            words.say(mark("How to go on")),
        ),
        author=words.say(mark("Check of the return")),
        remarks=tuple(_remark(finding, words) for finding in sorted(findings, key=_rank)),
    )
    return mark_workbook(content, marking)


def _rank(finding: Finding) -> int:
    return ORDER.index(finding.severity)


def _remark(finding: Finding, words: Wording) -> Remark:
    return Remark(
        rank=_rank(finding),
        color=COLORS[finding.severity],
        kind=say_label(finding.severity, words),
        where=_where(finding, words),
        what=words.finding(finding),
        how=_how(finding.severity, words),
        sheet=finding.sheet,
        cell=finding.cell,
    )


def _where(finding: Finding, words: Wording) -> str:
    return "!".join(filter(None, (finding.sheet, finding.cell))) or words.say(mark("The whole file"))


def _how(severity: Severity, words: Wording) -> str:
    match severity:
        case Severity.BLOCK:
            return words.say(mark("Mend it; until then the return cannot be sent."))
        case Severity.CONFIRM:
            return words.say(mark("Check it. If it is right, confirm it on the page; otherwise mend it."))
        case Severity.NOTICE:
            return words.say(mark("Nothing need be done if this is what you meant."))
