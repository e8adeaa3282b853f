"""What has this post been told, and who says that it was read?"""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jingwei.kernel.notices import queries
from jingwei.kernel.notices.actions import read_notice
from jingwei.kernel.people.own import on_own_behalf
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of
from jingwei.shell.me.ownership import as_oneself
from jingwei.shell.me.views import signed_in
from jingwei.shell.notices.told import row_of


@require_GET
@login_required
@needs()
def home(request: HttpRequest) -> HttpResponse:
    """All notices to the acting post, the last first."""
    rows = queries.notices_for(scope_of(request), timezone.localdate())
    page = page_of(rows.select_related("read_by"), keys=("-id",), at=request.GET.get("at", ""))
    return render(request, "notices/list.html", {"page": page, "rows": [*map(row_of, page.rows)]})


@require_GET
@needs()
def notice(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One notice to the acting post. To look at it is not yet to have read it."""
    return render(request, "notices/notice.html", {"one": row_of(_of_post(request, public_id))})


@require_POST
@needs()
def read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """知道了: it leaves the page of today."""
    row = read_notice(
        notice=_of_post(request, public_id), by=scope_of(request), at=timezone.now()
    )  # fmt: skip
    return done(request, row.url or "today:home", _("已记下您看过这条通知。"))


@require_POST
@signed_in
def read_own(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """知道了, said by the person who was told."""
    with as_oneself(request) as oneself:
        row = queries.own_notice(oneself, public_id)
        if row is None:
            raise Http404
        with on_own_behalf(oneself, row.org_path) as (by, person):
            read_notice(notice=row, by=by, at=timezone.now(), oneself=person.pk)
    return done(request, "me:home", _("已记下您看过这条通知。"))


def _of_post(request: HttpRequest, public_id: UUID) -> Any:
    rows = queries.notices_for(scope_of(request), timezone.localdate()).select_related("read_by")
    return get_object_or_404(rows, public_id=public_id)
