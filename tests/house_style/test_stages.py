"""How far a return is, told apart by shape and by word, also without colour."""

from domain.reporting import Stage
from domain.text import Language
from house_style.stages import LOOKS, say_stage_with_shape
from house_style.wording import wording


def test_every_stage_has_a_shape_of_its_own() -> None:
    assert set(LOOKS) == set(Stage)
    assert len({shape for shape, _ in LOOKS.values()}) == len(Stage)


def test_a_stage_is_said_with_its_shape() -> None:
    assert say_stage_with_shape(Stage.APPROVED, wording(Language.THAI)) == "● อนุมัติแล้ว"
    assert say_stage_with_shape(Stage.SUBMITTED, wording(Language.ENGLISH)) == "◐ Waits for approval"
