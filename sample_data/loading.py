"""The sample ministry read through the same door as anyone's: written as workbooks, imported one after another."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from access.start_up import Report, Settings
from data_access.database import Database
from domain.failures import Refusal
from domain.text import mark
from sample_data.generator import PLANNER, RenderedFile, count_sample_files, render_sample_file
from sample_data.people import DEMONSTRATION
from use_cases.authority import Caller
from use_cases.demonstration import end_demonstration, prepare_demonstration
from use_cases.import_returns import import_return
from use_cases.load_plan import load_plan
from use_cases.start_up import prepare_database
from use_cases.view_start import view_start
from workbooks.reading import Upload, read_workbooks

SEED = 2560
BATCH = 16
AHEAD = 8
LOADING = mark("Sample data are being read from Excel workbooks")


def prepare(settings: Settings, report: Report) -> None:
    """Make the database ready for the first screen; an empty one is filled with the sample ministry if asked for.

    Guests of the sample ministry are let in or shown out, as the settings say.
    """
    database = prepare_database(settings.database_url, settings.audit_anchor)
    try:
        if settings.sample and view_start(database).version is None:
            load_sample(database, lambda done, total: report(LOADING, done, total))
        if settings.demonstration:
            prepare_demonstration(database, DEMONSTRATION)
        else:
            end_demonstration(database)
    finally:
        database.close()


def load_sample(database: Database, tell: Callable[[int, int], None]) -> None:
    """Fill an empty database. Raises Refusal where something is loaded already, or a workbook is not taken.

    Workbooks are written by a second process while this one reads; `tell` hears how many of how many are done.
    """
    if view_start(database).version is not None:
        raise Refusal(
            "not_empty", mark("Something is loaded already. Sample data only go into an empty database.")
        )
    total, done = count_sample_files(), 0
    tell(done, total)
    for batch in _batches(_rendered(total)):
        _load(database, batch)
        done += len(batch)
        tell(done, total)


def _rendered(total: int) -> Iterator[RenderedFile]:
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawning) as writer:
        yield from writer.map(partial(render_sample_file, SEED), range(total), chunksize=AHEAD)


def _batches(files: Iterator[RenderedFile]) -> Iterator[list[RenderedFile]]:
    """A plan by itself, returns together: one child reads a batch of our own files."""
    batch: list[RenderedFile] = []
    for file in files:
        if batch and (file.kind == "plan" or batch[-1].kind == "plan" or len(batch) == BATCH):
            yield batch
            batch = []
        batch.append(file)
    if batch:
        yield batch


def _load(database: Database, batch: Sequence[RenderedFile]) -> None:
    uploads = [Upload(name=file.name, content=file.content) for file in batch]
    first = batch[0]
    if first.kind == "plan":
        judged = load_plan(database, Caller.operator(first.by), uploads[0], now=first.received_at)
        _check(first.name, judged.number, [finding.code for finding in judged.findings])
        return
    for file, upload, read in zip(batch, uploads, read_workbooks(uploads), strict=True):
        result = import_return(
            database, Caller.operator(file.by), upload, read, approver=PLANNER, now=file.received_at
        )
        _check(result.file, result.version, [finding.code for finding in result.findings])


def _check(file: str, version: int | None, codes: Sequence[str]) -> None:
    if version is None:
        raise Refusal(
            "sample_refused",
            mark("The sample workbook {file} was not taken: {codes}."),
            {"file": file, "codes": ", ".join(codes)},
        )
