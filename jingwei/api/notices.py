"""What has this post been told, what the person signed in, and what was read?"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from jingwei.api.core import SAYS_NO, now, once, signed_in
from jingwei.api.schemas import Cursor, Paged, paged
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.notices import queries
from jingwei.kernel.notices.actions import read_notice
from jingwei.kernel.people.own import on_own_behalf
from jingwei.shell.http import page_of
from jingwei.shell.me.ownership import as_oneself
from jingwei.shell.notices.told import plain

router = Router(tags=["notices"])


class NoticeOut(Schema):
    """``url`` is the page of the matter, where there is one."""

    id: str
    kind: str
    title: str
    body: str
    url: str
    on: date
    due_on: date | None
    read_at: datetime | None


class NoticeListing(Schema):
    at: Cursor = ""
    unread: bool = False


@router.get("", response={200: Paged[NoticeOut], **SAYS_NO})
def list_notices(request: HttpRequest, said: Query[NoticeListing]) -> dict[str, Any]:
    """Notices to the acting post, the last first."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    rows = queries.notices_for(scope, timezone.localdate())
    if said.unread:
        rows = rows.filter(read_at=None)
    return paged(page_of(rows, keys=("-id",), at=said.at), plain)


@router.get("/own", auth=signed_in, response={200: list[NoticeOut], **SAYS_NO})
def list_own_notices(request: HttpRequest) -> Any:
    """Notices to the person who is signed in: unread first."""
    with as_oneself(request) as oneself:
        if oneself.person_id is None:
            raise Http404
        return [plain(row) for row in queries.own_notices(oneself, timezone.localdate())]


@router.post("/{notice_id}/read", response={200: NoticeOut, **SAYS_NO})
@once
def read_one(request: HttpRequest, notice_id: UUID) -> Any:
    """This post has read it; it waits no more."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    row = queries.notices_for(scope, timezone.localdate()).filter(public_id=notice_id).first()
    if row is None:
        raise Http404
    return plain(read_notice(notice=row, by=scope, at=now()))


@router.post("/own/{notice_id}/read", auth=signed_in, response={200: NoticeOut, **SAYS_NO})
@once
def read_own(request: HttpRequest, notice_id: UUID) -> Any:
    """The person who was told has read it."""
    with as_oneself(request) as oneself:
        row = queries.own_notice(oneself, notice_id)
        if row is None:
            raise Http404
        with on_own_behalf(oneself, row.org_path) as (by, person):
            return plain(read_notice(notice=row, by=by, at=now(), oneself=person.pk))
