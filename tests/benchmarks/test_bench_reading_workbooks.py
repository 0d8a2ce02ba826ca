"""How long a return of 77 rows and 90 columns takes to read. Run by hand: see `-s` for the figures."""

import io
import subprocess
import sys
import time

import openpyxl

from workbooks import reader_process
from workbooks.reading import Limits, Upload, read_workbook, read_workbooks

ROWS, COLUMNS = 77, 90
ALONE_SECONDS, TOGETHER_SECONDS, MEMORY_MEBIBYTES = 0.6, 0.1, 300


def made() -> Upload:
    """A return as it is: names down the side, numbers, a percentage in every third column."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in range(1, ROWS + 1):
        for column in range(1, COLUMNS + 1):
            text = f"ข้อความ {row}/{column}"
            cell = sheet.cell(row, column, text if column % 9 == 0 else row * column / 7)
            if column % 3 == 1:
                cell.number_format = "0.0%"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return Upload(name="return.xlsx", content=buffer.getvalue())


def test_one_return_is_read_within_its_time() -> None:
    upload = made()
    seconds = []
    for _ in range(5):
        begun = time.perf_counter()
        assert len(read_workbook(upload).sheets[0].cells) == ROWS * COLUMNS
        seconds.append(time.perf_counter() - begun)
    print(f"alone: {min(seconds):.3f}–{max(seconds):.3f} s")  # noqa: T201
    assert min(seconds) <= ALONE_SECONDS


def test_a_batch_of_returns_is_read_within_its_time_each() -> None:
    uploads = [made()] * 20
    begun = time.perf_counter()
    read_workbooks(uploads)
    each = (time.perf_counter() - begun) / len(uploads)
    print(f"in a batch: {each:.3f} s each")  # noqa: T201
    assert each <= TOGETHER_SECONDS


def test_one_return_needs_little_memory_in_the_child() -> None:
    """The child under a shell of Python that tells the largest memory of its children."""
    import resource

    upload = made()
    command = reader_process._start(Limits())
    requests = reader_process.FRAME.pack(b"xlsx", len(upload.content)) + upload.content
    arguments = command.args
    command.communicate(b"")
    assert isinstance(arguments, list)
    subprocess.run(arguments, input=requests, stdout=subprocess.DEVNULL, check=True)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (
        1 if sys.platform == "linux" else 1024
    )
    print(f"the child's memory: {largest / 1024:.0f} MiB")  # noqa: T201
    assert largest / 1024 <= MEMORY_MEBIBYTES
