"""How far a return is, as shape, colour and word: told apart without colour, as a status is."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.reporting import Stage
from domain.status import Status
from domain.submission import State
from house_style.labels import say_label
from house_style.wording import Wording

# The shape, and the status whose colour it has.
LOOKS: Mapping[Stage, tuple[str, Status]] = MappingProxyType(
    {
        Stage.NOT_ASKED: ("–", Status.NO_DATA),
        Stage.NOT_DUE: ("·", Status.NO_DATA),
        Stage.NOT_REPORTED: ("○", Status.NO_DATA),
        Stage.LATE: ("■", Status.CRITICAL),
        Stage.DRAFT: ("◇", Status.WATCH),
        Stage.SUBMITTED: ("◐", Status.WATCH),
        Stage.SENT_BACK: ("◆", Status.AT_RISK),
        Stage.APPROVED: ("●", Status.ON_TRACK),
    }
)

OF_STATES: Mapping[State, tuple[str, Status]] = MappingProxyType(
    {
        State.DRAFT: LOOKS[Stage.DRAFT],
        State.SUBMITTED: LOOKS[Stage.SUBMITTED],
        State.APPROVED: LOOKS[Stage.APPROVED],
        State.SENT_BACK: LOOKS[Stage.SENT_BACK],
        State.REPLACED: LOOKS[Stage.NOT_ASKED],
    }
)


def say_stage_with_shape(stage: Stage, words: Wording) -> str:
    """How far a return is, with its shape: "● อนุมัติแล้ว"."""
    return f"{LOOKS[stage][0]} {say_label(stage, words)}"
