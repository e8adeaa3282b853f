"""How is the kind of a matter said on its page, and how are papers of an errand noted?"""

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
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.work.matters import alike, amending, own_actions, queries
from jingwei.work.matters.kinds import Kind
from jingwei.work.matters.models import Matter
from jingwei.work.matters.own_fields import OWN


@require_http_methods(["GET", "POST"])
@needs(Duty.MATTERS_HANDLE)
def kind(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose the kind; its own fields come below. Changing it asks for a reason."""
    row = _matter(request, public_id)
    said = request.POST if request.method == "POST" else request.GET
    chosen = said.get("kind", row.kind)
    chosen = chosen if chosen in Kind.values else row.kind
    context = {
        "matter": row, "chosen": chosen, "kinds": Kind.choices,
        "reason": said.get("reason", "")[:300],
        "fields": _fields(row, chosen, said if request.method == "POST" else None),
    }  # fmt: skip
    if request.method == "GET":
        return render(request, "matters/kind.html", context)
    try:
        own_actions.set_kind(
            matter=row, kind=said.get("kind", ""), said=said, reason=said.get("reason", ""),
            by=scope_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return refused(request, refusal, "matters/kind.html", context)
    return done(request, reverse("matters:matter", args=[public_id]), _("已记下是哪一种。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.MATTERS_HANDLE)
def amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put the few words and the spot right. What another wrote meanwhile is shown beside it, and
    for each field one chooses."""
    row = _matter(request, public_id)
    back = reverse("matters:matter", args=[public_id])
    if request.method == "GET":
        return render(request, "matters/amend.html", {"matter": row, "rows": _amended(row, {}, {})})
    said = amending.read(request.POST)
    for name in amending.FIELDS:
        if request.POST.get(f"keep-{name}") == "theirs":
            said.pop(name, None)
    seen = {name: request.POST.get(f"seen-{name}", "") for name in amending.FIELDS}
    try:
        amending.amend_matter(
            matter=row, said=said, seen=seen, by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        context = {"matter": row, "rows": _amended(row, amending.read(request.POST), seen)}
        return refused(request, refusal, "matters/amend.html", context)
    return done(request, back, _("已更正。"))


def _amended(row: Matter, said: dict[str, str], seen: dict[str, str]) -> list[dict[str, Any]]:
    """Each field: what was typed, how it stands, and whether somebody else wrote it meanwhile."""
    torn = amending.conflicts(row, said, seen)
    return [
        {
            "name": name, "label": label, "most": amending.MOST[name],
            "value": said.get(name, getattr(row, name)), "now": getattr(row, name),
            "torn": name in torn,
        }
        for name, label in amending.FIELDS.items()
    ]  # fmt: skip


@require_POST
@needs(Duty.MATTERS_HANDLE)
def link(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that it is the same as another one; nothing is merged."""
    row = _matter(request, public_id)
    alike.link(
        matter=row, to=alike.number(request.POST.get("to", "")), by=scope_of(request),
        reason=request.POST.get("reason", ""), at=timezone.now(),
    )  # fmt: skip
    return done(request, reverse("matters:matter", args=[public_id]), _("已连上，两件都还在。"))


@require_POST
@needs(Duty.MATTERS_HANDLE)
def take_paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that a paper was taken for the errand."""
    row = _matter(request, public_id)
    own_actions.take_paper(
        matter=row, name=request.POST.get("name", ""), by=scope_of(request), at=timezone.now()
    )
    return done(request, reverse("matters:matter", args=[public_id]), _("材料已记下。"))


@require_POST
@needs(Duty.MATTERS_HANDLE)
def end_paper(request: HttpRequest, public_id: UUID, paper: UUID) -> HttpResponse:
    """Note that it went back or was erased."""
    kept = own_actions.paper_of(_matter(request, public_id), paper)
    if kept is None:
        raise Http404
    own_actions.end_paper(
        paper=kept, how=request.POST.get("how", ""), by=scope_of(request), at=timezone.now()
    )
    return done(request, reverse("matters:matter", args=[public_id]), _("已记下材料的去处。"))


def _fields(row: Matter, chosen: str, said: Any) -> list[dict[str, Any]]:
    """The fields of the chosen kind, with what was typed or what is kept."""
    kept = {one.name: value for one, value in own_actions.own_of(row)} if chosen == row.kind else {}
    fields = OWN[chosen].fields if chosen in OWN else ()
    return [
        {"spec": one, "form": one.form.value,
         "value": said.get(one.name, "") if said is not None else kept.get(one.name, "")}
        for one in fields
    ]  # fmt: skip


def _matter(request: HttpRequest, public_id: UUID) -> Matter:
    row = queries.matter(scope_of(request), public_id)
    if row is None:
        raise Http404
    return row
