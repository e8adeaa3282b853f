"""Which studios are there, who receives, what is taken on? Kept by the organisation's office."""

from functools import partial
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.shell import things
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.posted import posted
from jingwei.shell.sheets import MOST, download
from jingwei.shell.things import UNPROCESSABLE, form_of, found, seen
from jingwei.systems.public_benefit import hours, places
from jingwei.systems.public_benefit.studios import actions, queries, sheets
from jingwei.systems.public_benefit.studios.forms import (
    CloseForm,
    DelegateForm,
    ReceiveForm,
    StudioForm,
)
from jingwei.systems.public_benefit.studios.kinds import Proxy, StudioKind
from jingwei.systems.public_benefit.studios.models import DelegateStudio
from jingwei.work.matters import receipts
from jingwei.work.matters.actions import receive_once
from jingwei.work.matters.models import Matter

SEE, KEEP, HANDLE = Duty.SERVICES_SEE, Duty.BENEFIT_KEEP, Duty.MATTERS_HANDLE
FORM = "studios/form.html"
answered = partial(things.answered, page=FORM)


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """代表工作室 of a part of the tree, open ones first asked for."""
    scope = scope_of(request)
    kind, closed = request.GET.get("kind", ""), request.GET.get("closed") == "1"
    page = page_of(_rows(request), keys=("name", "id"), at=request.GET.get("at", ""))
    taken = queries.taken(page.rows)
    own = things.own_org(request)
    context = {
        "page": page, "org": own, "kinds": StudioKind.choices, "kind": kind, "closed": closed,
        "rows": [(row, _hours(row), taken.get(row.pk)) for row in page.rows],
        "may_keep": own is not None and scope.holds(KEEP, own.path),
    }  # fmt: skip
    return render(request, "studios/list.html", context)


def _rows(request: HttpRequest) -> Any:
    """Studios in sight, narrowed as the address says."""
    kind = request.GET.get("kind", "")
    return queries.studios(
        scope_of(request), timezone.localdate(), closed=request.GET.get("closed") == "1",
        kind=kind if kind in StudioKind.values else "",
    )  # fmt: skip


@require_GET
@needs(SEE)
def export(request: HttpRequest) -> HttpResponse:
    """The studios of the list as a workbook, with counts and no names."""
    shown = list(_rows(request).order_by("name", "id")[:MOST])
    return download(sheets.studios(shown, queries.taken(shown)), _("代表工作室"))


def _hours(row: DelegateStudio) -> list[tuple[str, str]]:
    return hours.told([tuple(one) for one in row.hours])


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """开工作室."""
    scope, today = scope_of(request), timezone.localdate()
    org = things.org_of(request, code, KEEP)
    form = StudioForm(posted(request), units=places.grassroots(scope, org.path, today))
    context = form_of(form, org, _("开代表工作室"), _("开"), reverse("studios:home"))

    def act() -> tuple[str, str]:
        row = actions.open_studio(org=org, door=form.door(), by=scope, at=timezone.now())
        return reverse("studios:studio", args=[row.public_id]), _("工作室开了，公开页已经看得到。")

    return answered(request, context, act)


@require_GET
@needs(SEE)
def studio(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One studio: where and when, who receives, what was taken on as counts, what waits."""
    row, scope, today = (
        seen(queries.studio, request, public_id),
        scope_of(request),
        timezone.localdate(),
    )
    counts = queries.by_proxy(row)
    sees = scope.holds(Duty.MATTERS_SEE, row.org_path)
    context = {
        "studio": row, "hours": _hours(row), "delegates": queries.delegates(row, today),
        "counts": [(label, counts.get(value, queries.Taken())) for value, label in Proxy.choices],
        "waiting": queries.waiting_items(row) if sees else [], "sees": sees,
        "is_open": row.held.upper is None or row.held.upper > today,
        "may_keep": scope.holds(KEEP, row.org_path),
        "may_receive": scope.holds(HANDLE, row.org_path),
    }  # fmt: skip
    return render(request, "studios/studio.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def change(request: HttpRequest, public_id: Any) -> HttpResponse:
    """改地点和时间."""
    row, scope = _kept(request, public_id, KEEP), scope_of(request)
    units = places.near(scope, row, timezone.localdate())
    form = StudioForm(posted(request), initial=StudioForm.started(row), units=units)
    context = form_of(form, row, _("改代表工作室"), _("改"), _page(row))

    def act() -> tuple[str, str]:
        actions.change_studio(
            studio=row, door=form.door(), by=scope, at=timezone.now(),
            version=form.cleaned_data["version"],
        )  # fmt: skip
        return _page(row), _("已改，公开页同时改了。")

    return answered(request, context, act)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def close(request: HttpRequest, public_id: Any) -> HttpResponse:
    """停工作室."""
    row = _kept(request, public_id, KEEP)
    form = CloseForm(posted(request))
    context = form_of(form, row, _("停代表工作室"), _("停"), _page(row))
    closed = partial(actions.close_studio, studio=row, at=timezone.now())
    return things.acted(request, context, closed, _("已停，公开页不再显示。"), FORM)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def delegate(request: HttpRequest, public_id: Any) -> HttpResponse:
    """定接待的代表."""
    row, scope = _kept(request, public_id, KEEP), scope_of(request)
    form = DelegateForm(posted(request))
    context = form_of(form, row, _("定接待的代表"), _("定下"), _page(row))

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        actions.name_delegate(
            studio=row, person=places.person_named(scope, scope.path, said["name"]),
            consent_on=said["consent_on"], by=scope, at=timezone.now(),
        )  # fmt: skip
        return _page(row), _("已定下。")

    return answered(request, context, act)


@require_POST
@needs(KEEP)
def end_delegate(request: HttpRequest, public_id: Any, delegate_id: Any) -> HttpResponse:
    """不再接待."""
    row = _kept(request, public_id, KEEP)
    one = found(lambda: queries.delegate(row, delegate_id))
    actions.end_delegate(delegate=one, by=scope_of(request), at=timezone.now())
    return done(request, _page(row), _("已记下。"))


@require_http_methods(["GET", "POST"])
@needs(HANDLE)
def receive(request: HttpRequest, public_id: Any) -> HttpResponse:
    """收下一件: it becomes a matter with a receipt, and the studio stays responsible."""
    row = _kept(request, public_id, HANDLE)
    form = ReceiveForm(posted(request))
    context = form_of(form, row, _("收下一件"), _("收下，给回执"), _page(row))
    if request.method == "GET":
        return render(request, FORM, context)
    if not form.is_valid():
        return render(request, FORM, context, status=UNPROCESSABLE)
    told, by = form.told(row), scope_of(request)

    def take(code: str) -> Matter:
        return actions.receive_item(
            studio=row, proxy=form.cleaned_data["proxy"], told=told, by=by, at=timezone.now(),
            receipt=code,
        )[0]  # fmt: skip

    try:
        mark = str(form.cleaned_data["mark"] or uuid4())
        matter, code = receive_once(mark=mark, told=told, by=by, take=take)
    except Refused as refusal:
        return refused(request, refusal, FORM, context)
    shown = {"matter": matter, "code": receipts.grouped(code)}
    return render(request, "matters/receipt.html", shown)


def _kept(request: HttpRequest, public_id: Any, duty: Duty) -> DelegateStudio:
    return things.kept(queries.studio, request, public_id, duty)


def _page(row: DelegateStudio) -> str:
    return reverse("studios:studio", args=[row.public_id])
