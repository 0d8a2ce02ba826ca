"""What became of workbooks, as plain rows for other programs."""

from collections.abc import Iterable
from typing import Any

from domain.finding import Finding
from house_style.wording import Wording
from use_cases.import_returns import ImportedReturn
from use_cases.load_plan import PlanJudgement


def finding_row(finding: Finding, words: Wording, file: str) -> dict[str, str]:
    """A finding as JSON takes it."""
    return {
        "file": finding.file or file,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": words.finding(finding),
    }


def judgement_rows(judged: PlanJudgement, words: Wording, file: str) -> dict[str, Any]:
    """A judged plan as JSON takes it."""
    return {
        "file": file,
        "loaded": judged.number is not None,
        "version": judged.number,
        "findings": [finding_row(finding, words, file) for finding in judged.findings],
        "changes": [
            {
                "kind": change.kind.value,
                "what": change.what,
                "code": change.code,
                "field": change.field,
                "before": words.text(change.before),
                "after": words.text(change.after),
            }
            for change in judged.changes
        ],
    }


def return_rows(results: Iterable[ImportedReturn], words: Wording) -> dict[str, Any]:
    """What became of the files, as JSON takes it."""
    found = list(results)
    return {
        "files": [
            {"file": r.file, "loaded": r.version is not None, "version": r.version, "state": r.state}
            for r in found
        ],
        "findings": [finding_row(finding, words, r.file) for r in found for finding in r.findings],
    }
