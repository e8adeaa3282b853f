"""Ask to pay less, by the API: said by the member, put forward or answered by the branch."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Schema, Status
from pydantic import StringConstraints

from jingwei.api.core import SAYS_NO, now, once
from jingwei.api.dues import relief_told
from jingwei.api.dues_schemas import ReliefOut
from jingwei.api.me import router
from jingwei.api.schemas import Day
from jingwei.kernel.days import first_of_month, next_month
from jingwei.kernel.people.own import own_person
from jingwei.shell.me.ownership import as_oneself
from jingwei.work.membership.dues import deciding
from jingwei.work.membership.dues.models import Relief


class ReliefAsking(Schema):
    """Whole months, at most a year; the reason is sealed."""

    since: Day
    last: Day
    reason: Annotated[str, StringConstraints(min_length=1, max_length=500)]


@router.post("/dues/reliefs", response={201: ReliefOut, **SAYS_NO})
@once
def ask_own_relief(request: HttpRequest, said: ReliefAsking) -> Any:
    """Ask that one pays less or nothing for some months."""
    with as_oneself(request) as oneself:
        person = own_person(oneself)
        if person is None:
            raise Http404
        row = deciding.ask_relief(
            oneself=oneself, since=first_of_month(said.since), until=next_month(said.last),
            reason=said.reason, at=now(),
        )  # fmt: skip
        return Status(201, relief_told(row, person.public_id))


@router.post("/dues/reliefs/take-back", response={200: ReliefOut, **SAYS_NO})
@once
def take_back_own_relief(request: HttpRequest) -> Any:
    """No longer ask, while it waits for the branch."""
    with as_oneself(request) as oneself:
        person = own_person(oneself)
        if person is None:
            raise Http404
        try:
            row = deciding.take_back_relief(oneself=oneself, at=now())
        except Relief.DoesNotExist as missing:
            raise Http404 from missing
        return relief_told(row, person.public_id)
