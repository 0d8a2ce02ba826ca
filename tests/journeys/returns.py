"""A small ministry in front of the screens of returns: its files, and what is done there."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from access.house_database import house_database
from data_access.return_versions import ReturnVersion, list_versions
from domain.kpi_return import KpiReturn
from tests.data_access.builders import seen
from tests.journeys.reader import is_well, opened, plain
from tests.use_cases.handing_in import filled
from tests.use_cases.ministry import second_of_dop
from workbooks.reading import Upload

# The end of the second quarter, for which DOP has to report SERVED by province and its part of JOINT.
WHEN = {"year": "2563", "period": "Q2"}
WHOLE, PROVINCES = "ตัวชี้วัดภาพรวม", "ตัวชี้วัดรายจังหวัด"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNREADABLE = {(PROVINCES, "C11"): "มาก", (WHOLE, "G6"): "n/k"}
# JOINT's target to date is 500 people by the plan.
UNUSUAL = {(WHOLE, "E6"): 400}
Cells = Mapping[tuple[str, str], str | float]


def a_file(
    cells: Cells | None = None, *, name: str = "DOP.xlsx", answered: KpiReturn | None = None
) -> Upload:
    """The workbook of DOP filled in, with something else in some cells."""
    upload = filled(house_database(), answered or second_of_dop(), name)
    return retyped(upload, cells) if cells else upload


def retyped(upload: Upload, cells: Cells) -> Upload:
    """The same with something else in some cells."""
    book = load_workbook(BytesIO(upload.content))
    for (sheet, cell), value in cells.items():
        book[sheet][cell] = value
    stream = BytesIO()
    book.save(stream)
    return Upload(name=upload.name, content=stream.getvalue())


def handed_in(*files: Upload, **address: str) -> AppTest:
    """The page of returns after files were put into its field."""
    return put_in(opened("returns", **{**WHEN, **address}), files)


def put_in(app: AppTest, files: Sequence[Upload]) -> AppTest:
    """The same page after files were put into its field."""
    field = next(field for field in app.file_uploader if field.accept_multiple_files)
    return field.set_value([(file.name, file.content, XLSX) for file in files]).run()


def pressed(app: AppTest, key: str) -> AppTest:
    """The page after one of its buttons was pressed."""
    return app.button(key=key).click().run()


def buttons_on(app: AppTest) -> list[str]:
    """The buttons of the page, by the names under which it knows them."""
    return [button.key for button in app.button if button.key]


def kept(cells: Cells | None = None, *, name: str = "DOP.xlsx") -> AppTest:
    """The page of a draft that was just kept."""
    return pressed(handed_in(a_file(cells, name=name)), "file_0_keep")


def sent() -> AppTest:
    """The page of a return that its head just sent."""
    return pressed(handed_in(a_file()), "file_0_send")


def done_on(app: AppTest) -> str:
    """What the page says was done."""
    assert is_well(app)
    [said] = app.success
    return plain(said.value)


def refused_on(app: AppTest) -> str:
    """What the page says was not done, and why."""
    assert not app.exception
    assert not app.error
    [said] = app.warning
    return plain(said.value)


def drawn(app: AppTest) -> str:
    """Our own HTML as the browser gets it."""
    return "\n".join(block.value for block in app.html)


def versions() -> list[ReturnVersion]:
    """Every version that was kept, in the order in which they came."""
    return sorted(seen(house_database(), list_versions), key=lambda version: version.id)


def states() -> list[tuple[int, str]]:
    """How far each version is."""
    return [(version.version, version.state.value) for version in versions()]
