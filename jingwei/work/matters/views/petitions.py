"""How is a matter handed to the petition system on its page, and its receipt noted?"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.shell.flows.local import asked_at
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.orgs.days import read as read_day
from jingwei.shell.posted import posted
from jingwei.work.matters import petitions, queries
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.models import Matter
from jingwei.work.matters.rules import PETITION_BASIS

MOST = {"body": 120, "what": 200, "basis": 200, "next_door": 1000, "accused": 60}
PAGE = "matters/petition.html"


@require_http_methods(["GET", "POST"])
@needs(Duty.MATTERS_HANDLE)
def hand(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand it to the petition system: what, to whom, on which basis, about whom, told how."""
    row, now = _matter(request, public_id), timezone.now()
    start = {"what": _("办事人的原话和联系方式"), "basis": PETITION_BASIS}
    said = {
        name: request.POST.get(name, start.get(name, "") if request.method == "GET" else "")
        .replace("\x00", "")[:most]
        for name, most in MOST.items()
    }  # fmt: skip
    other = request.POST.get("other", "").strip()[:60]
    local = asked_at(
        MATTER, row, petitions.STEP, by=scope_of(request), at=now, data=posted(request)
    )
    context: dict[str, Any] = {
        "matter": row, "said": said, "other": other, "local": local,
        "line": petitions.line_of(row, timezone.localdate()),
    }  # fmt: skip
    if request.method == "GET":
        return render(request, PAGE, context)
    told = petitions.Handed(**{**said, "accused": other or said["accused"]})
    try:
        gone = petitions.hand_over(
            matter=row, told=told, local=local.said, by=scope_of(request), at=now
        )
    except Refused as refusal:
        return refused(request, local.pointed(refusal), PAGE, context)
    if gone:
        return done(request, "matters:home", _("已转信访。反映的是本组织，这件事从此看不到。"))
    return done(request, reverse("matters:matter", args=[public_id]), _("已转信访，办事人看得到。"))


@require_POST
@needs(Duty.MATTERS_HANDLE)
def receipt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note the number that the petition office gave."""
    row = _matter(request, public_id)
    kept = petitions.petition_of(row)
    if kept is None:
        raise Http404
    petitions.note_receipt(
        petition=kept, number=request.POST.get("number", "").replace("\x00", ""),
        on=read_day(request.POST.get("on", "")), by=scope_of(request), at=timezone.now(),
    )  # fmt: skip
    return done(request, reverse("matters:matter", args=[public_id]), _("对方的回执已记下。"))


def _matter(request: HttpRequest, public_id: UUID) -> Matter:
    row = queries.matter(scope_of(request), public_id)
    if row is None:
        raise Http404
    return row
