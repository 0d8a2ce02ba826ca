"""A row of a view in another database, as it came: nothing in it has been understood yet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRow:
    """One figure as somebody else's database tells it; words are "" where it says nothing.

    `numerator` and `denominator` are whatever the database holds, None where nothing. `is_placed` is False where the row
    names no department, fiscal year or month, so that nobody knows to which return it belongs.
    """

    kpi: str
    province: str = ""
    numerator: object = None
    denominator: object = None
    note: str = ""
    is_placed: bool = True
