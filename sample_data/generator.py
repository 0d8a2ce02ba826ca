"""The sample as files, in the order in which they were sent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from domain.text import Language
from plan_workbook.writing import render_plan
from sample_data.plan_versions import SampleVersion, sample_versions
from sample_data.rendering import render_return
from sample_data.returns_schedule import PlannedReturn, planned_returns

DEFAULT_SEED = 2560
PLANNER = "กองยุทธศาสตร์และแผนงาน (ข้อมูลตัวอย่าง)"
Kind = Literal["plan", "return"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFile:
    """One file of the sample: when it was received (UTC), from whom, and how to make its bytes.

    `render` may be sent to another process.
    """

    kind: Kind
    name: str
    received_at: datetime
    by: str
    render: Callable[[], bytes]


class RenderedFile(NamedTuple):
    """A file of the sample with its bytes."""

    kind: Kind
    name: str
    received_at: datetime
    by: str
    content: bytes


def list_sample_files(seed: int = DEFAULT_SEED) -> Iterator[SampleFile]:
    """Every file in the order of time; nothing is rendered before it is asked for."""
    for index, item in enumerate(_items(seed)):
        yield SampleFile(
            kind=_kind(item),
            name=_name(item),
            received_at=_received_at(item),
            by=_sender(item),
            render=partial(render_content, seed, index),
        )


def count_sample_files(seed: int = DEFAULT_SEED) -> int:
    """How many files there are."""
    return len(_items(seed))


def render_sample_file(seed: int, index: int) -> RenderedFile:
    """The file at a position (from 0) of list_sample_files. Raises IndexError."""
    item = _items(seed)[index]
    content = render_content(seed, index)
    return RenderedFile(_kind(item), _name(item), _received_at(item), _sender(item), content)


def render_content(seed: int, index: int) -> bytes:
    """The bytes of the file at a position (from 0). Raises IndexError."""
    item = _items(seed)[index]
    if isinstance(item, SampleVersion):
        return render_plan(item.plan, item.targets, Language.THAI)
    return render_return(seed, item)


@lru_cache(maxsize=4)
def _items(seed: int) -> tuple[SampleVersion | PlannedReturn, ...]:
    items: list[SampleVersion | PlannedReturn] = [*sample_versions(), *planned_returns(seed)]
    return tuple(sorted(items, key=_received_at))


def _kind(item: SampleVersion | PlannedReturn) -> Kind:
    return "plan" if isinstance(item, SampleVersion) else "return"


def _received_at(item: SampleVersion | PlannedReturn) -> datetime:
    return item.loaded_at if isinstance(item, SampleVersion) else item.sent_at


def _sender(item: SampleVersion | PlannedReturn) -> str:
    if isinstance(item, SampleVersion):
        return PLANNER
    return f"เจ้าหน้าที่แผน {item.department.short.th} (ข้อมูลตัวอย่าง)"


def _name(item: SampleVersion | PlannedReturn) -> str:
    if isinstance(item, SampleVersion):
        return item.file
    year = item.version.plan.calendar.shown_year(item.year)
    again = " แก้ไข" if item.corrects else ""
    return f"แบบรายงานผล {item.department.short.th} {year}-{item.month:02}{again} (ข้อมูลตัวอย่าง).xlsx"
