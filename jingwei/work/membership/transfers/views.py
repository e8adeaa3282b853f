"""What happens on the pages of transfers? The desk, one transfer, a wish, a letter from outside."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows import queries as cases
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.shell import workbooks
from jingwei.shell.flows.page import Page
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.me.ownership import as_oneself
from jingwei.shell.me.views import signed_in
from jingwei.shell.posted import posted
from jingwei.work.membership.transfers import actions, listing, queries
from jingwei.work.membership.transfers.flows import TRANSFER
from jingwei.work.membership.transfers.forms import LetterForm, WishForm
from jingwei.work.membership.transfers.kinds import Direction, State
from jingwei.work.membership.transfers.models import Transfer

UNPROCESSABLE = 422


@require_GET
@needs(Duty.MEMBERS_SEE)
def desk(request: HttpRequest) -> HttpResponse:
    """组织关系转接: what comes in, what goes out, what is late, what is done."""
    scope, today = scope_of(request), timezone.localdate()
    asked = listing.asked(request.GET)
    rows = queries.transfers(scope, asked, today)
    page = page_of(rows, keys=("-asked_on", "-id"), at=request.GET.get("at", ""))
    own = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    context = {
        "page": page, "lines": listing.lines(page.rows, today), "asked": asked,
        "tabs": listing.tabs(asked.view, queries.counts(scope, today)), "org": own,
        "directions": Direction.choices, "states": State.choices,
        "may_change": scope.holds(Duty.MEMBERS_CHANGE),
        "may_export": scope.holds(Duty.MEMBERS_EXPORT),
    }  # fmt: skip
    return render(request, "transfers/desk.html", context)


@require_GET
@needs(Duty.MEMBERS_EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """The desk as a workbook of texts, with a line that says who took it and when."""
    scope, today = scope_of(request), timezone.localdate()
    rows = queries.transfers(scope, listing.asked(request.GET), today)
    response = HttpResponse(
        listing.workbook(scope, rows, today=today, at=timezone.now()), content_type=workbooks.XLSX
    )
    name = f"{_('组织关系转接')}-{today:%Y%m%d}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_GET
@needs(Duty.MEMBERS_SEE)
def transfer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One transfer as either side sees it: where it stands, who holds it, what is next."""
    scope, today = scope_of(request), timezone.localdate()
    row = cases.subject_of(TRANSFER, public_id, scope)
    if row is None:
        raise Http404
    page = Page(TRANSFER, row, cases.case_of(TRANSFER, row), scope, timezone.now())
    context = {
        "row": row, "page": page, "holder": queries.holder(row), "facts": listing.facts(row),
        "late": queries.is_late(row, today), "person": _file(request, row),
    }  # fmt: skip
    return render(request, "transfers/transfer.html", context)


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """提出转接 for one member."""
    person = _person(request, public_id)
    form = WishForm(posted(request))
    context = {"person": person, "form": form}
    if request.method == "GET" or form.is_search:
        return render(request, "transfers/new.html", context)
    form.is_valid()
    try:
        row = actions.request_transfer(
            person=person, wish=form.wish(), by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, refusal, "transfers/new.html", context)
    return done(request, _address(row), _("已提出转接，等上级党委转出。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """收下介绍信: a member from outside the city."""
    scope = scope_of(request)
    org = Organisation.objects.within(scope).filter(code=code).first()
    if org is None:
        raise Http404
    if not scope.holds(Duty.MEMBERS_CHANGE, org.path):
        raise PermissionDenied
    form = LetterForm(posted(request))
    context = {"org": org, "form": form}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "transfers/letter.html", context, status=status)
    try:
        row = actions.record_letter(org=org, letter=form.letter(), by=scope, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, "transfers/letter.html", context)
    return done(request, _address(row), _("介绍信已收下，核对后接收并建档。"))


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: HttpRequest) -> HttpResponse:
    """本人申请转接: said by the member, sent by the branch's committee."""
    with as_oneself(request) as oneself:
        if oneself.person_id is None:
            raise Http404
    # The address book is read in the post's own range; the member's is opened for the row alone.
    form = _own_form(request)
    if request.method == "GET" or form.is_search:
        return render(request, "transfers/ask.html", {"form": form})
    form.is_valid()
    try:
        with as_oneself(request) as oneself:
            actions.ask_own_transfer(oneself=oneself, wish=form.wish(), at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, "transfers/ask.html", {"form": form})
    return done(request, "me:home", _("已申请转接，办到哪一步在这里看。"))


def _own_form(request: HttpRequest) -> WishForm:
    with as_oneself(request) as oneself, actions.own_branch(oneself):
        return WishForm(posted(request))


@require_POST
@signed_in
def take_back(request: HttpRequest) -> HttpResponse:
    """本人撤回, while nothing has been sent."""
    with as_oneself(request) as oneself:
        if oneself.person_id is None:
            raise Http404
        try:
            actions.withdraw_own_transfer(oneself=oneself, at=timezone.now())
        except Transfer.DoesNotExist as missing:
            raise Http404 from missing
    return done(request, "me:home", _("已撤回转接申请。"))


def _address(row: Transfer) -> str:
    return reverse("transfers:transfer", args=[row.public_id])


def _person(request: HttpRequest, public_id: UUID) -> Person:
    scope = scope_of(request)
    person: Person | None = (
        Person.objects.within(scope).select_related("org").filter(public_id=public_id).first()
    )
    if person is None:
        raise Http404
    if not scope.holds(Duty.MEMBERS_CHANGE, person.org_path):
        raise PermissionDenied
    return person


def _file(request: HttpRequest, row: Transfer) -> Person | None:
    """The member's file where this side has it."""
    found: Person | None = (
        Person.objects.within(scope_of(request)).filter(pk=row.person_id).first()
        if row.person_id else None
    )  # fmt: skip
    return found
