"""The registry of rules: what stands in the folder is asked, and a code belongs to one rule."""

import ast
import importlib
import pkgutil
from collections import Counter
from pathlib import Path

from kpi_returns import checks
from kpi_returns.checks.explanations import check_explanations
from kpi_returns.checks.registry import CHECKS


def list_rules() -> list[object]:
    """Every function of the folder that is named as a rule."""
    modules = [
        importlib.import_module(f"kpi_returns.checks.{m.name}") for m in pkgutil.iter_modules(checks.__path__)
    ]
    return [
        rule
        for module in modules
        for name, rule in vars(module).items()
        if name.startswith("check_") and name != "check_lines" and rule.__module__ == module.__name__
    ]


def list_codes() -> Counter[str]:
    """Every finding code that stands in the folder, by how often."""
    found: Counter[str] = Counter()
    for file in Path(checks.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "finding_at" and isinstance(node.args[1], ast.Constant):
                found[str(node.args[1].value)] += 1
            if node.func.id == "Finding":
                found.update(
                    str(k.value.value)
                    for k in node.keywords
                    if k.arg == "code" and isinstance(k.value, ast.Constant)
                )
    return found


ASKED_WHEN_JUDGED = (check_explanations,)


def test_every_rule_of_the_folder_is_asked_once() -> None:
    assert Counter([*CHECKS, *ASKED_WHEN_JUDGED]) == Counter(list_rules())


def test_a_code_belongs_to_one_rule() -> None:
    codes = list_codes()
    # One more than there are rules: that of a file with too many findings.
    assert len(codes) == len(CHECKS) + len(ASKED_WHEN_JUDGED) + 1
    assert set(codes.values()) == {1}
