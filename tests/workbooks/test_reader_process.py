"""The child that reads, dies, hangs, or lies, and the parent that is none the worse for it."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbooks.builders import killer_xls, raw_xlsx, read, refusal_of, saved_with
from workbooks import reader_process
from workbooks.cells import Workbook
from workbooks.reading import Limits, Upload, WorkbookRefused, read_workbooks

SwapChild = Callable[[str], None]
FRAMES = """
import json, os, struct, sys, time
def next_frame():
    head = sys.stdin.buffer.read(12)
    return head and sys.stdin.buffer.read(struct.unpack(">4sQ", head)[1])
def say(text):
    sys.stdout.buffer.write(struct.pack(">Q", len(text)) + text)
    sys.stdout.buffer.flush()
"""
GOOD = '{"bounded": true, "sheets": []}'


@pytest.fixture
def swap_child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SwapChild:
    """Put a child of the test's own in place of the real one; it may read frames and say answers."""

    def swap(program: str) -> None:
        child = tmp_path / "folder" / "child.py"
        child.parent.mkdir(exist_ok=True)
        child.write_text(FRAMES + program, encoding="utf-8")
        monkeypatch.setattr(reader_process, "CHILD", child)

    return swap


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every child that is started from now on."""
    started: list[subprocess.Popen[bytes]] = []
    start = reader_process._start

    def kept(limits: Limits) -> subprocess.Popen[bytes]:
        started.append(start(limits))
        return started[-1]

    monkeypatch.setattr(reader_process, "_start", kept)
    return started


def upload(content: bytes) -> Upload:
    return Upload(name="return", content=content)


def codes(results: list[Workbook | WorkbookRefused]) -> list[str]:
    return [result.code if isinstance(result, WorkbookRefused) else "read" for result in results]


def test_files_around_a_killer_are_still_read_and_keep_their_order() -> None:
    contents = [saved_with({"A1": n}) for n in range(4)]
    results = read_workbooks([upload(content) for content in [*contents[:2], killer_xls(), *contents[2:]]])
    assert codes(results) == ["read", "read", "reader_died", "read", "read"]
    values = [result.sheets[0].cells[0].value for result in results if isinstance(result, Workbook)]
    assert values == [0, 1, 2, 3]


def test_a_batch_answers_for_refused_files_too() -> None:
    good = upload(saved_with({"A1": 1}))
    results = read_workbooks([upload(b""), good, upload(b"%PDF"), upload(saved_with({})), good])
    assert codes(results) == ["file_empty", "read", "not_a_spreadsheet", "no_cells", "read"]


def test_a_batch_of_nothing_is_nothing() -> None:
    assert read_workbooks([]) == []


def test_a_batch_is_read_by_one_child(processes: list[subprocess.Popen[bytes]]) -> None:
    assert codes(read_workbooks([upload(saved_with({"A1": 1}))] * 5)) == ["read"] * 5
    assert len(processes) == 1


@pytest.mark.parametrize(
    "program",
    [
        "next_frame(); os.abort()",
        "os.kill(os.getpid(), 9)",
        "next_frame(); sys.exit(0)",
        "raise SystemExit(3)",
        "next_frame(); sys.stdout.buffer.write(b'half')",
        "next_frame(); sys.stdout.buffer.write(struct.pack('>Q', 50) + b'half')",
    ],
)
def test_a_child_that_ends_without_an_answer_is_an_ordinary_refusal(
    swap_child: SwapChild, program: str
) -> None:
    swap_child(program)
    assert refusal_of(saved_with({"A1": 1})).code == "reader_died"


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "null",
        "[" * 100_000,
        '{"bounded": true}',
        '{"bounded": true, "refused": "an invention", "values": {}}',
        '{"bounded": true, "refused": "too_many_rows", "values": {}}',
        '{"bounded": true, "sheets": [{"name": "a"}]}',
        (
            '{"bounded": true, "sheets": [{"name": "a", "hidden": false, "merged": [], "rows": [0], "columns": '
            '[1], "kinds": "n", "values": [1], "percents": []}]}'
        ),
        (
            '{"bounded": true, "sheets": [{"name": "a", "hidden": false, "merged": [], "rows": [1], "columns": '
            '[1], "kinds": "n", "values": [[]], "percents": []}]}'
        ),
        (
            '{"bounded": true, "sheets": [{"name": "a", "hidden": false, "merged": [], "rows": [1, 2], "columns": '
            '[1], "kinds": "n", "values": [1], "percents": []}]}'
        ),
    ],
)
def test_a_child_that_says_nonsense_is_an_ordinary_refusal(swap_child: SwapChild, answer: str) -> None:
    swap_child(f"next_frame(); say({answer!r}.encode())")
    assert refusal_of(saved_with({"A1": 1})).code == "reader_died"


def test_a_child_that_says_too_much_is_stopped(swap_child: SwapChild) -> None:
    swap_child("next_frame(); say(b'x' * 20_000_000)")
    assert refusal_of(saved_with({"A1": 1}), Limits(answer=1_000_000)).code == "too_much_text"


@pytest.mark.parametrize("program", ["time.sleep(60)", "next_frame(); time.sleep(60)"])
def test_a_child_that_hangs_is_killed_when_its_time_is_up(swap_child: SwapChild, program: str) -> None:
    swap_child(program)
    begun = time.monotonic()
    refusal = refusal_of(b"1,2\n" * 100_000, Limits(seconds=0.5))
    assert (refusal.code, refusal.values) == ("took_too_long", {"seconds": "0.5"})
    assert time.monotonic() - begun < 10


def test_in_a_batch_the_late_file_is_not_read_again_and_those_behind_it_are(
    swap_child: SwapChild, processes: list[subprocess.Popen[bytes]]
) -> None:
    swap_child(
        f"while content := next_frame():\n    time.sleep(60 if b'slow' in content else 0)\n    say(b'{GOOD}')"
    )
    files = [upload(content) for content in (b"fast", b"slow", b"fast", b"fast")]
    assert codes(read_workbooks(files, limits=Limits(seconds=1))) == ["read", "took_too_long", "read", "read"]
    assert len(processes) == 3


def test_a_file_that_needs_more_memory_than_allowed_is_refused() -> None:
    """A used area of 15,000 rows and 100 columns: one and a half million cells between its two edges."""
    edges = '<row r="{0}"><c r="A{0}"><v>1</v></c><c r="CV{0}"><v>1</v></c></row>'
    wide = raw_xlsx("".join(edges.format(row) for row in range(1, 15_001)))
    narrow = Limits(memory=60 * 1024 * 1024)
    assert len(read(wide).sheets[0].cells) == 30_000
    assert len(read(raw_xlsx(edges.format(1)), narrow).sheets[0].cells) == 2
    assert refusal_of(wide, narrow).code == "reader_died"


def test_at_most_two_children_exist_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    alive: set[int] = set()
    most: list[int] = []
    start, stop = reader_process._start, reader_process.ReaderProcess._stop

    def counted(limits: Limits) -> subprocess.Popen[bytes]:
        process = start(limits)
        alive.add(process.pid)
        most.append(len(alive))
        return process

    def discounted(reader: reader_process.ReaderProcess) -> int:
        alive.discard(reader._process.pid)
        return stop(reader)

    monkeypatch.setattr(reader_process, "_start", counted)
    monkeypatch.setattr(reader_process.ReaderProcess, "_stop", discounted)
    content = saved_with({"A1": 1})
    threads = [threading.Thread(target=read, args=(content,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 6
    assert max(most) == 2


def test_the_gate_opens_again_after_refusals_and_children_that_cannot_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(3):
        assert refusal_of(killer_xls()).code == "reader_died"
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/nowhere/python")
        for _ in range(3):
            with pytest.raises(FileNotFoundError):
                read(saved_with({"A1": 1}))
    assert read(saved_with({"A1": 1})).sheets[0].cells[0].value == 1


def test_no_child_outlives_its_file(processes: list[subprocess.Popen[bytes]]) -> None:
    read(saved_with({"A1": 1}))
    refusal_of(killer_xls())
    assert [process.returncode for process in processes] == [0, -6]
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process.pid, 0)


def test_the_child_sees_no_secret_of_our_environment(
    swap_child: SwapChild, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    swap_child(f"next_frame(); say(b'' if 'DATABASE_URL' in os.environ else b'{GOOD}')")
    assert read(saved_with({"A1": 1})).sheets == ()


def test_a_system_that_bounds_no_memory_is_logged_once(
    swap_child: SwapChild, caplog: pytest.LogCaptureFixture
) -> None:
    swap_child('while next_frame(): say(b\'{"bounded": false, "sheets": []}\')')
    with caplog.at_level(logging.WARNING):
        read_workbooks([upload(saved_with({"A1": 1}))] * 3)
    assert [record.message for record in caplog.records if "bounds no memory" in record.message] == [
        "this system bounds no memory: workbooks are read under limits of size and time only"
    ]
