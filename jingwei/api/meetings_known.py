"""Which meetings had been held by a day, as the system knew it at the end of another?"""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from jingwei.api.core import SAYS_NO, scope_of
from jingwei.api.meetings import router
from jingwei.api.schemas import Day, organisation_of
from jingwei.kernel.access.duties import Duty
from jingwei.work.meetings.known import Held, added_since, held_known

MOST = 200
Place = Annotated[int, Field(ge=0, lt=2**62)]


class HeldOut(Schema):
    """``later``: changed or gone since; empty where the record stands as it was known."""

    id: str
    organisation: str
    kinds: list[str]
    state: str
    on: date
    topic: str
    present: int
    expected: int
    later: str


class KnownOut(Schema):
    """``added``: meetings of those days that were recorded later. The last first; ask for more
    with the day and number of the last row (``before_on``, ``before``)."""

    on: date
    known: date
    added: int
    rows: list[HeldOut]
    before_on: date | None
    before: int


@router.get("/known/{code}", response={200: KnownOut, **SAYS_NO})
def meetings_known(
    request: HttpRequest, code: str, on: Day | None = None, known: Day | None = None,
    before_on: Day | None = None, before: Place = 0,
) -> Any:  # fmt: skip
    """Meetings at and below an organisation up to a day, as known on another, the last first."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    org, today = organisation_of(scope, code), timezone.localdate()
    said: dict[str, Any] = {"under": org.path, "on": on or today, "known": known or today}
    rows = held_known(
        scope, **said, before=(before_on, before) if before_on else None, most=MOST + 1
    )
    last = rows[MOST - 1] if len(rows) > MOST else None
    return {
        "on": said["on"], "known": said["known"], "added": added_since(scope, **said),
        "rows": [_told(row) for row in rows[:MOST]],
        "before_on": last.on if last else None, "before": last.id if last else 0,
    }  # fmt: skip


def _told(row: Held) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org_code, "kinds": list(row.kinds),
        "state": row.state, "on": row.on, "topic": row.topic, "present": row.present,
        "expected": row.expected, "later": row.later,
    }  # fmt: skip
