"""Returns on their way, kept as the use cases keep them, but without a workbook."""

from datetime import datetime

from data_access.database import Connection, Database
from data_access.files import save_file
from data_access.return_versions import (
    Contents,
    ReturnVersion,
    Step,
    load_version_row,
    save_step,
    save_version,
)
from domain.kpi_return import KpiReturn
from domain.submission import Hand, State
from tests.data_access.builders import SENDER, a_file


def a_hand(on: datetime, name: str = SENDER) -> Hand:
    """The hand of somebody who is not in the database."""
    return Hand(person=None, login=name, name=name, at=on)


def drafted(
    database: Database, answered: KpiReturn, on: datetime, *, is_blocked: bool = False
) -> ReturnVersion:
    """A draft with that answer; without one where a finding blocks it."""

    def work(connection: Connection) -> ReturnVersion:
        file = a_file(f"{answered!r}{on}".encode(), "return.xlsx")
        save_file(connection, file)
        contents = Contents(
            plan_number=1,
            file_sha256=file.sha256,
            file_name=file.name,
            answer=None if is_blocked else answered,
        )
        return save_version(
            connection,
            contents,
            department=answered.department,
            year=answered.year,
            month=answered.month,
            drafted=a_hand(on),
        )

    return database.written(work)


def sent(database: Database, answered: KpiReturn, on: datetime) -> ReturnVersion:
    """What waits for approval."""
    return stepped(
        database,
        drafted(database, answered, on),
        Step(state=State.SUBMITTED, hands={"submitted": a_hand(on)}),
    )


def sent_back(database: Database, seen: ReturnVersion, on: datetime, reason: str = "why") -> ReturnVersion:
    """The same, sent back for a reason."""
    return stepped(
        database,
        seen,
        Step(state=State.SENT_BACK, hands={"decided": a_hand(on, "prasert")}, reason=reason),
    )


def stepped(database: Database, seen: ReturnVersion, step: Step) -> ReturnVersion:
    """A version after one step."""

    def work(connection: Connection) -> ReturnVersion:
        assert save_step(connection, seen, step)
        return load_version_row(connection, seen.id)

    return database.written(work)
