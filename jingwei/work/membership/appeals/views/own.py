"""What does a member do about decisions? Reads them, appeals, adds something, takes it back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Refused
from jingwei.shell.http import done, refused
from jingwei.shell.me.ownership import as_oneself
from jingwei.shell.me.queries import own_papers
from jingwei.shell.me.views import signed_in
from jingwei.shell.members.refusals import pointed
from jingwei.shell.posted import posted
from jingwei.shell.things import UNPROCESSABLE
from jingwei.work.membership.appeals import actions
from jingwei.work.membership.appeals import mine as own_part
from jingwei.work.membership.appeals.decisions import Decision
from jingwei.work.membership.appeals.forms import AppealForm
from jingwei.work.membership.appeals.models import Appeal

NEW = "appeals/new.html"


@require_GET
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """对我的决定和我的申诉."""
    with as_oneself(request) as oneself:
        _file(oneself)
        appeals = own_part.appeals(oneself)
        papers = {one.subject: one.id for one in reversed(own_papers(oneself))}
        context = {
            "decisions": own_part.open_to_appeal(oneself),
            "appeals": [(one, papers.get(one.row.public_id)) for one in appeals],
        }
    return render(request, "appeals/mine.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: HttpRequest, subject: UUID, number: int) -> HttpResponse:
    """我要申诉: one question about one decision."""
    form = AppealForm(posted(request))
    with as_oneself(request) as oneself:
        _file(oneself)
        decision = _decision(oneself, subject, number)
    context = {"form": form, "decision": decision}
    if request.method == "GET" or not form.is_valid():
        return render(request, NEW, context, status=_status(request))
    said = form.cleaned_data["said"]
    try:
        with as_oneself(request) as oneself:
            actions.make_appeal(oneself=oneself, decision=decision, said=said, at=timezone.now())
    except Refused as refusal:
        return refused(request, pointed(form, refusal), NEW, context)
    return done(request, "appeals:mine", _("已送到上一级党组织，办到哪一步、怎样答复都在这里看。"))


@require_http_methods(["GET", "POST"])
@signed_in
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """补充说明, as long as there is no answer."""
    form = AppealForm(posted(request))
    with as_oneself(request) as oneself:
        _file(oneself)
        found = next(
            (one for one in own_part.appeals(oneself) if one.row.public_id == public_id), None
        )
    if found is None or not found.may_add:
        raise Http404
    context = {"form": form, "own": found}
    if request.method == "GET" or not form.is_valid():
        return render(request, NEW, context, status=_status(request))
    try:
        _take(request, public_id, "add", {"said": form.cleaned_data["said"]})
    except Refused as refusal:
        return refused(request, pointed(form, refusal), NEW, context)
    return done(request, "appeals:mine", _("补充的话已经送到。"))


@require_POST
@signed_in
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """收回申诉, as long as there is no answer."""
    _take(request, public_id, "withdraw", {})
    return done(request, "appeals:mine", _("申诉已收回，以后还可以再提。"))


def _status(request: HttpRequest) -> int:
    """Of a page that is drawn again because of what was posted."""
    return 200 if request.method == "GET" else UNPROCESSABLE


def _take(request: HttpRequest, public_id: UUID, verb: str, said: Mapping[str, Any]) -> None:
    with as_oneself(request) as oneself:
        _file(oneself)
        try:
            actions.own_step(
                oneself=oneself, public_id=public_id, verb=verb, said=said, at=timezone.now()
            )
        except Appeal.DoesNotExist as missing:
            raise Http404 from missing


def _decision(oneself: Scope, subject: UUID, number: int) -> Decision:
    """Raises: Http404 for what is no decision about oneself."""
    for one, _under_way in own_part.open_to_appeal(oneself):
        if (one.subject, one.number) == (subject, number):
            return one
    raise Http404


def _file(oneself: Scope) -> None:
    """Raises: Http404 for an account without a file."""
    if oneself.person_id is None:
        raise Http404
