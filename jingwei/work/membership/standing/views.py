"""What happens on the pages of floating, lost, abroad, suspended and leaving members?"""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.people.models import Person
from jingwei.shell import workbooks
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.posted import posted
from jingwei.work.membership.standing import listing, queries, serving
from jingwei.work.membership.standing.forms import ServiceForm
from jingwei.work.membership.standing.openings import OPENINGS

UNPROCESSABLE = 422


@require_GET
@needs(Duty.MEMBERS_SEE)
def lists(request: HttpRequest) -> HttpResponse:
    """流动和失联党员: seven lists of one shape."""
    scope = scope_of(request)
    asked = listing.asked(request.GET)
    rows, keys = listing.rows_of(scope, asked)
    page = page_of(rows, keys=keys, at=request.GET.get("at", ""))
    model = queries.MODEL_OF.get(asked.what)
    context = {
        "asked": asked, "page": page, "lines": listing.lines(asked, page.rows),
        "tabs": listing.tabs(asked.what, queries.counts(scope, asked.what)),
        "states": model._meta.get_field("state").choices if model else (),
        "may_export": scope.holds(Duty.MEMBERS_EXPORT),
    }  # fmt: skip
    return render(request, "standing/lists.html", context)


@require_GET
@needs(Duty.MEMBERS_EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """One of the lists as a workbook."""
    asked = listing.asked(request.GET)
    data = listing.workbook(scope_of(request), asked, at=timezone.now())
    response = HttpResponse(data, content_type=workbooks.XLSX)
    name = f"{_('流动和失联党员')}-{timezone.localdate():%Y%m%d}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_GET
@needs(Duty.MEMBERS_SEE)
def member(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is open about one member, and what can be opened."""
    person = _person(request, public_id)
    may = scope_of(request).holds(Duty.MEMBERS_CHANGE, person.org_path)
    context = {
        "person": person, "open": queries.open_of(person.pk), "may": may,
        "notices": serving.notices_of(person.pk),
        "openings": list(OPENINGS.values()) if may and not person.is_gone else [],
    }  # fmt: skip
    return render(request, "standing/member.html", context)


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def new(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Open one record about one member."""
    person, opening = _person(request, public_id), OPENINGS.get(kind)
    if opening is None:
        raise Http404
    if not scope_of(request).holds(Duty.MEMBERS_CHANGE, person.org_path):
        raise PermissionDenied
    form: Any = opening.form(posted(request))
    context = {"person": person, "opening": opening, "form": form}
    if request.method == "GET" or form.is_search:
        return render(request, "standing/new.html", context)
    if not form.is_valid():
        return render(request, "standing/new.html", context, status=UNPROCESSABLE)
    try:
        row = opening.act(person=person, by=scope_of(request), at=timezone.now(), **form.told())
    except Refused as refusal:
        return refused(request, refusal, "standing/new.html", context)
    url = reverse("members:member", args=[public_id])
    if opening.flow is not None:
        url = reverse("flows:case", args=[opening.flow.code, row.public_id])
    return done(request, url, str(opening.done))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def served(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """记下送达: when and how a notice came to whom it is for."""
    found = serving.notice(scope_of(request), public_id)
    if found is None:
        raise Http404
    if not scope_of(request).holds(Duty.MEMBERS_CHANGE, found.subject.org_path):
        raise PermissionDenied
    form = ServiceForm(posted(request))
    context = {"notice": found, "form": form}
    if request.method == "GET":
        return render(request, "standing/served.html", context)
    if not form.is_valid():
        return render(request, "standing/served.html", context, status=UNPROCESSABLE)
    try:
        serving.note_service(notice=found, by=scope_of(request), at=timezone.now(), **form.told())
    except Refused as refusal:
        return refused(request, refusal, "standing/served.html", context)
    url = reverse("standing:member", args=[found.subject.person.public_id])
    return done(request, url, _("送达已记下。"))


def _person(request: HttpRequest, public_id: UUID) -> Person:
    person: Person | None = (
        Person.objects.within(scope_of(request))
        .select_related("org").filter(public_id=public_id).first()
    )  # fmt: skip
    if person is None:
        raise Http404
    return person
