"""What does the API say of rosters, and what may it be told?"""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema

from jingwei.api.schemas import Code, Cursor, Day, Name, Text


class RosterNoticeOut(Schema):
    code: str
    message: str


class BatchOut(Schema):
    """``state`` reading, writing and undoing go on by themselves: ask again after two seconds.

    Meanwhile ``step`` is read, check, compare or write (empty: a worker has not come to it yet)
    with rows ``done`` and ``total``. Counts are those of the spreadsheet; ``problem`` says why
    nothing was written.
    """

    id: str
    kind: str
    state: str
    state_title: str
    file_name: str
    sheet: str
    datum: str
    as_of: date
    only_good: bool
    uploaded_at: datetime
    finished_at: datetime | None
    rows: int
    step: str
    step_title: str
    done: int
    total: int
    new: int
    changed: int
    unchanged: int
    missing: int
    rejected: int
    warned: int
    skipped: int
    problem: RosterNoticeOut | None
    notices: list[RosterNoticeOut]


class ProblemOut(Schema):
    """One thing wrong with one cell; ``value_masked`` hides what is sensitive."""

    sheet: str
    row: int
    column: str
    title: str
    code: str
    message: str
    value_masked: str
    suggestion: str
    is_error: bool


class ChangeOut(Schema):
    row: int
    name: str
    place: str
    fields: list[str]


class BatchListing(Schema):
    at: Cursor = ""


class Problems(Schema):
    code: Code = ""
    errors_only: bool = False
    at: Cursor = ""


class Changes(Schema):
    show: Literal["new", "changed", "unchanged", "skipped"] = "new"
    at: Cursor = ""


class Upload(Schema):
    """``only_good`` false: all rows or none. ``as_of`` is the day the roster speaks of.

    ``datum`` is that of places whose row names none; GCJ-02 is turned to CGCS2000.
    """

    kind: Code
    as_of: Day | None = None
    only_good: bool = True
    sheet: Name = ""
    datum: Literal["", "cgcs2000", "gcj02"] = ""


class Mapping(Schema):
    """Header of a column -> key of a field, null for a column to leave out."""

    columns: dict[Name, Code | None]
    sheet: Name = ""


class CellRepair(Schema):
    column: Code
    text: Text = ""


class Settling(Schema):
    """``same`` needs the id of the ``member`` on file."""

    way: Literal["skip", "use", "same", "other"]
    member: UUID | None = None


class Accepting(Schema):
    """Without ``rows``: all with the same problem."""

    column: Code
    code: Code
    rows: list[int] = []


class Meaning(Schema):
    column: Code
    text: Name
    organisation: Code


class Doubt(Schema):
    """``search`` looks for something else than the ``text`` of the cell."""

    column: Code
    text: Name
    search: Name = ""


class CandidateOut(Schema):
    code: str
    name: str
    superior: str


class BookOut(Schema):
    """``state`` is making, ready or failed."""

    state: str
    state_title: str
