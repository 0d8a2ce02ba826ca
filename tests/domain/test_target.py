"""The ledger of targets: rows that are added to, never overwritten."""

from datetime import date

from domain.target import target_lines
from tests.builders import a_target

FIRST = a_target(1_000)
CUT = a_target(800, revised_on=date(2020, 2, 1), reason="งบประมาณลดลง", document="พม 0201/12")
RAISED = a_target(900, revised_on=date(2020, 6, 1), reason="ได้รับงบกลาง", document="พม 0201/99")


def test_the_last_revision_is_in_force_and_the_first_target_is_kept() -> None:
    line = target_lines([RAISED, FIRST, CUT])[FIRST.key]
    assert (line.original, line.now, line.revisions) == (FIRST, RAISED, (CUT, RAISED))


def test_a_target_that_was_never_revised_is_its_own_original() -> None:
    line = target_lines([FIRST])[FIRST.key]
    assert (line.original, line.now, line.revisions) == (FIRST, FIRST, ())


def test_targets_for_another_place_or_period_stand_apart() -> None:
    rows = [FIRST, a_target(100, province="50"), a_target(250, month=3), a_target(400, department="DOP")]
    assert {line.now.value for line in target_lines(rows).values()} == {1_000, 100, 250, 400}
