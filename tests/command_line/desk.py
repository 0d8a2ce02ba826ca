"""An administrator's desk: a folder, a database, the command line, and the walk from a blank plan to figures."""

import json
import time
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from manage import app
from tests.command_line.builders import Sheets, fill_plan, fill_return, small_plan

PERIOD = ("--fiscal-year", "2563", "--period", "Q2")
REVISION = {"revised_on": date(2020, 2, 1), "reason": "งบประมาณลดลง", "document": "ที่ 1/2563"}
FIRST = {"P1": 60, "P2": 70, "P3": 50, "P4": 30, "P5": 40}
SECOND = {"P1": 80, "P2": 90, "P3": 50, "P4": 20, "P5": 44}
SHARES = {"P1": (30, 50), "P2": (20, 40), "P3": (10, 30), "P4": (15, 40), "P5": (25, 40)}
FOUR_SHARES = {"P1": (40, 50), "P2": (30, 60), "P3": (12, 30), "P4": (18, 40)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A folder for workbooks and the settings that choose the database."""

    folder: Path
    settings: Mapping[str, str | None]

    def manage(self, *arguments: object, typed: str | None = None) -> Result:
        return CliRunner().invoke(app, [str(part) for part in arguments], env=self.settings, input=typed)

    def does(self, *arguments: object) -> str:
        """What a command prints that has to succeed."""
        result = self.manage(*arguments)
        assert (result.exit_code, result.stderr) == (0, ""), result.output
        return result.stdout

    def answers(self, *arguments: object) -> dict[str, Any]:
        """The one JSON document of a command, whatever its exit code."""
        answer: dict[str, Any] = json.loads(self.manage(*arguments, "--json").stdout)
        return answer

    def blank_plan(self, name: str) -> Path:
        self.does("blank-plan", "--output", self.folder / name)
        return self.folder / name

    def plan(self, sheets: Sheets, name: str = "plan.xlsx") -> Path:
        """A plan workbook filled with those rows."""
        return fill_plan(self.blank_plan(name), sheets)

    def filled_return(
        self, department: str, period: str, figures: Mapping[str, object], name: str = ""
    ) -> Path:
        """A department's return filled with those figures."""
        path = self.folder / (name or f"{department}-{period}.xlsx")
        self.does("blank-return", department, f"2563-{period}", "--output", path)
        return fill_return(path, figures)

    def figures(self, as_of: datetime | str | None = None) -> dict[str, dict[str, Any]]:
        """Every figure of the second quarter, by the words of its scope: "kpi_province N1 P3"."""
        when = ("--as-of", as_of.isoformat() if isinstance(as_of, datetime) else as_of) if as_of else ()
        rows = self.answers("export-figures", *PERIOD, *when)["figures"]
        return {" ".join(row["scope"].values()): row for row in rows}


def an_sqlite_desk(folder: Path) -> Desk:
    return Desk(folder=folder, settings={"DASHBOARD_DATA": str(folder / "data"), "DATABASE_URL": None})


def homes(figures: Mapping[str, object]) -> dict[str, object]:
    """Figures of N1 by province."""
    return {f"{place} N1 | numerator": value for place, value in figures.items()}


def shares(figures: Mapping[str, tuple[object, object]]) -> dict[str, object]:
    """Numerators and denominators of R1 by province."""
    parts = ("numerator", "denominator")
    return {
        f"{place} R1 | {part}": value
        for place, pair in figures.items()
        for part, value in zip(parts, pair, strict=True)
    }


def later_plan() -> dict[str, list[dict[str, object]]]:
    """N1 has another name and lower targets in all and in P1; P3 belongs to the other region."""
    sheets = deepcopy(small_plan())
    sheets["kpis"][0]["name_th"] = "บ้านที่สร้างเสร็จ"
    sheets["provinces"][2]["regions"] = "SO"
    sheets["targets"] += [
        {"kpi": "N1", "year": 2563, "value": 1_100, **REVISION},
        {"kpi": "N1", "year": 2563, "province": "P1", "value": 200, **REVISION},
    ]
    return sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What was done at a desk, and the instants between."""

    desk: Desk
    one_missing: datetime
    all_there: datetime
    corrected: datetime


def walk(desk: Desk) -> Walk:
    """From an empty folder to the second version of the plan."""
    desk.does("import-plan", desk.plan(small_plan()))
    desk.does(
        "import-returns",
        "--approver",
        "planner",
        desk.filled_return("D1", "Q1", homes(FIRST)),
        desk.filled_return("D1", "Q2", homes(SECOND)),
        desk.filled_return("D2", "Q1", shares(SHARES)),
        desk.filled_return("D2", "Q2", shares(FOUR_SHARES)),
        desk.filled_return("D3", "Q1", {"L1 numerator": 28}),
    )
    one_missing = _now()
    desk.does(
        "import-returns",
        "--approver",
        "planner",
        desk.filled_return("D3", "Q2", {"L1 numerator": 24, "M1 numerator": 2}),
    )
    all_there = _now()
    again = desk.filled_return("D1", "Q2", homes({**SECOND, "P4": 60}), "D1-Q2-corrected.xlsx")
    desk.does("import-returns", "--approver", "planner", again)
    corrected = _now()
    desk.does("import-plan", desk.plan(later_plan(), "later.xlsx"))
    return Walk(desk=desk, one_missing=one_missing, all_there=all_there, corrected=corrected)


def _now() -> datetime:
    """This instant, a little apart from what was published before and after it."""
    time.sleep(0.01)
    instant = datetime.now(UTC)
    time.sleep(0.01)
    return instant
