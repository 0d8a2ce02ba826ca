"""The rules of the house that no tool knows: the folders, the scripts at the root, and how long things may grow."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = (
    {"tests"},
    {"pages"},
    {"ui", "commands"},
    {"sample_data"},
    {"access"},
    {"use_cases"},
    {"data_access", "kpi_returns", "plan_workbook", "briefing"},
    {"workbooks", "charts"},
    {"house_style"},
    {"domain"},
)
# The layers whose modules may import a package, for those packages that belong to few.
OWNERS = {
    "streamlit": {"pages", "ui"},
    "sqlalchemy": {"data_access"},
    "plotly": {"charts"},
    "openpyxl": {"workbooks", "plan_workbook", "kpi_returns", "briefing"},
    "python_calamine": {"workbooks", "plan_workbook", "kpi_returns", "briefing"},
    "pptx": {"briefing"},
}
WITHOUT_CODE = {"docs", "data"}
SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "manager",
    "managers",
    "misc",
    "shared",
    "lib",
}
# Two hundred and fifty lines are the aim; here stands where it is no longer a matter of taste.
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
LONGEST_PAGE = 80
LONGEST_START = 40


def list_folders() -> set[str]:
    """The top-level folders that hold Python."""
    return {
        folder.name
        for folder in ROOT.iterdir()
        if folder.is_dir() and not folder.name.startswith(".") and any(folder.rglob("*.py"))
    }


def list_modules() -> list[Path]:
    """Every Python file of the project."""
    folders = sorted(list_folders() - WITHOUT_CODE)
    return sorted(ROOT.glob("*.py")) + sorted(
        file for name in folders for file in (ROOT / name).rglob("*.py")
    )


def load_contracts() -> dict[str, Any]:
    """What pyproject.toml says to import-linter."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    linter: dict[str, Any] = settings["tool"]["importlinter"]
    return linter


def list_imports(file: Path) -> Iterator[str]:
    """The top-level names of the packages that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def count_lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def count_statements(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[1 if ast.get_docstring(function) and len(function.body) > 1 else 0]
    return (function.end_lineno or first.lineno) - first.lineno + 1


def list_literals(file: Path) -> Iterator[ast.Constant]:
    """Every literal that is not a docstring."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    spoken_of = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, spoken_of) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield node


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def test_every_folder_stands_under_the_import_contracts() -> None:
    assert set(load_contracts()["root_packages"]) == list_folders()


def test_the_layers_are_those_of_the_house_in_their_order() -> None:
    [layers] = [contract for contract in load_contracts()["contracts"] if contract["type"] == "layers"]
    stated = [set(layer.split(" | ")) for layer in layers["layers"]]
    assert stated == [layer & list_folders() for layer in LAYERS if layer & list_folders()]


def test_no_contract_has_an_exception() -> None:
    forgiving = {"ignore_imports", "unmatched_ignore_imports_alerting", "exhaustive_ignores", "containers"}
    assert [contract["name"] for contract in load_contracts()["contracts"] if forgiving & set(contract)] == []


@pytest.mark.parametrize("package", sorted(OWNERS))
def test_a_contract_keeps_a_library_with_those_who_own_it(package: str) -> None:
    """Every folder that does not own the library is named by a contract that forbids it."""
    bound = {
        source
        for contract in load_contracts()["contracts"]
        if contract["type"] == "forbidden" and package in contract["forbidden_modules"]
        for source in contract["source_modules"]
    }
    assert bound == list_folders() - OWNERS[package] - {"tests"}


def test_the_domain_imports_only_itself_and_the_standard_library() -> None:
    known = sys.stdlib_module_names | {"domain"}
    found = {(name_of(file), name) for file in (ROOT / "domain").rglob("*.py") for name in list_imports(file)}
    assert {(file, name) for file, name in found if name not in known} == set()


def test_what_streamlit_starts_stays_short_and_draws_nothing() -> None:
    start = ROOT / "dashboard.py"
    assert count_lines(start) <= LONGEST_START
    assert set(list_imports(start)) <= {
        "streamlit",
        "starlette",
        "access",
        "domain",
        "sample_data",
        "ui",
        "use_cases",
    }
    of_screens = [
        line for line in start.read_text().splitlines() if line.startswith(("from ui", "import ui"))
    ]
    assert of_screens == ["from ui.uploads import held_bytes"]


def test_the_command_line_knows_neither_screens_nor_libraries_that_others_own() -> None:
    script = ROOT / "manage.py"
    known = set(list_imports(script)) if script.exists() else set()
    assert known & ({"pages", "ui"} | set(OWNERS)) == set()


def test_a_page_only_composes() -> None:
    """One script to a screen: at most 80 lines, no function and no class of its own."""
    forbidden = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    pages = [file for file in (ROOT / "pages").glob("*.py") if file.name != "__init__.py"]
    long = [name_of(file) for file in pages if count_lines(file) > LONGEST_PAGE]
    clever = [
        f"{name_of(file)}:{node.lineno}"
        for file in pages
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, forbidden)
    ]
    assert (long, clever) == ([], [])


def test_no_module_has_a_name_that_says_nothing() -> None:
    parts = {
        part: name_of(file)
        for file in list_modules()
        for part in file.relative_to(ROOT).with_suffix("").parts
    }
    assert {part: file for part, file in parts.items() if part in SAY_NOTHING} == {}


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    counted = {name_of(file): count_lines(file) for file in list_modules() if "tests" not in file.parts}
    assert {file: lines for file, lines in counted.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    """Counted without its signature and its docstring; a migration is a list of tables and may be long."""
    long = [
        f"{name_of(file)}:{node.lineno} {node.name} ({lines} lines)"
        for file in list_modules()
        if not {"tests", "versions"} & set(file.parts)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := count_statements(node)) > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_thai_is_said_by_code() -> None:
    """What a reader sees is an English message with its Thai in a catalogue; only tests and samples say Thai."""
    thai = re.compile(r"[\u0e01-\u0e46]{3}")  # digits, and single signs that are put in order, are no words
    spoken = [file for file in list_modules() if not {"tests", "sample_data"} & set(file.parts)]
    found = [
        f"{name_of(file)}:{node.lineno} {node.value}"
        for file in spoken
        for node in list_literals(file)
        if isinstance(node.value, str) and thai.search(node.value)
    ]
    assert found == []


def test_every_requirement_is_pinned_with_its_hashes_and_names_no_machine() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9][\w.-]*==", text, flags=re.MULTILINE)
        assert len(pinned) > 30
        assert text.count("--hash=sha256:") >= len(pinned)
        assert re.findall(r"https?:|file:|--index|--find-links|--extra-index| @ ", text) == []


def test_what_the_project_asks_for_is_what_is_pinned() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = settings["project"]["dependencies"] + settings["dependency-groups"]["dev"]
    names = {re.match(r"[\w.-]+", line).group().lower() for line in asked}  # type: ignore[union-attr]
    text = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    assert names - set(re.findall(r"^([a-z0-9][\w.-]*)==", text, flags=re.MULTILINE)) == set()
