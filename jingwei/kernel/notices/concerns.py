"""Which notices wait on the page of today? Those to this post that nobody has read."""

from datetime import date

from django.db.models import Count, Window
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.notices.models import Notice
from jingwei.kernel.notices.queries import unread_for
from jingwei.kernel.register import Concern, register


def unread_notices(scope: Scope, day: date) -> list[Concern]:
    """Notices to the acting post; one query."""
    if scope.org_id is None or not scope.duties:
        return []
    rows = list(unread_for(scope, day).annotate(whole=Window(Count("id")))[:LOOK])

    def one(row: Notice) -> Concern:
        kind = register().notice_kinds.get(row.kind, "")
        sent = date_format(row.shows_on, "Y-m-d")
        return Concern(
            title=row.title, source=_("{kind}，{day}").format(kind=kind, day=sent),
            url=address("notices:notice", row.public_id), act=_("看通知"), due_on=row.due_on,
            overdue=row.due_on is not None and row.due_on < day,
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("另有{n}条通知没有看").format(n=count), source="",
            url=address("notices:home"), act=_("看全部"),
        )  # fmt: skip

    return listed(rows, rows[0].whole if rows else 0, one=one, rest=rest)
