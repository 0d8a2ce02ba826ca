"""The same walk on PostgreSQL: the same figures, then and now."""

from pathlib import Path

import pytest

from tests.command_line.by_hand import ALL_THERE, CORRECTED, LATER_PLAN, seen, worked_out
from tests.command_line.desk import Desk, walk

pytestmark = pytest.mark.postgres


def test_the_walk_gives_the_figures_worked_out_on_paper(bare_postgres_url: str, tmp_path: Path) -> None:
    settings = {"DATABASE_URL": bare_postgres_url, "DASHBOARD_DATA": str(tmp_path / "data")}
    desk = Desk(folder=tmp_path, settings=settings)
    done = walk(desk)
    assert seen(desk.figures(), LATER_PLAN) == worked_out(LATER_PLAN)
    assert seen(desk.figures(done.corrected), CORRECTED) == worked_out(CORRECTED)
    assert seen(desk.figures(done.all_there), ALL_THERE) == worked_out(ALL_THERE)
    # Nothing lies beside the database but where its audit log ends.
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["audit-head.log"]
    assert desk.answers("verify-audit")["broken_at"] is None
