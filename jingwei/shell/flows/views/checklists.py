"""本地清单: which lists do offices put on which steps; how is one set, changed, ended?"""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows import checklist_actions as actions
from jingwei.kernel.flows import checklist_queries as queries
from jingwei.kernel.flows.checklists import items_of
from jingwei.kernel.flows.models import Checklist
from jingwei.kernel.register import register
from jingwei.shell.flows.checklist_forms import EndForm, ListForm, NewListForm, lines_of
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.members import refusals

FORM: Final = "flows/checklist_form.html"
UNPROCESSABLE: Final = 422


@require_GET
@needs()
def listed(request: HttpRequest) -> HttpResponse:
    """The lists that hold here today or later: those of this part of the tree and from above."""
    scope, today = scope_of(request), timezone.localdate()
    page = page_of(
        queries.standing(scope, today), keys=("org_path", "id"), at=request.GET.get("at", "")
    )
    context = {
        "page": page, "rows": [told(row) for row in page.rows], "crumbs": _crumbs(),
        "may_set": scope.holds(Duty.RULES_KEEP),
    }  # fmt: skip
    return render(request, "flows/checklists.html", context)


@require_GET
@needs()
def one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One list: what it asks, since when, all versions."""
    row = _seen(request, public_id)
    context = {
        "row": told(row), "versions": [told(one) for one in queries.versions(row)],
        "may_keep": queries.may_keep(row, scope_of(request)) and row.held.upper is None,
        "crumbs": _crumbs({"label": row.title}),
    }  # fmt: skip
    return render(request, "flows/checklist.html", context)


@require_http_methods(["GET", "POST"])
@needs(Duty.RULES_KEEP)
def add(request: HttpRequest) -> HttpResponse:
    """A list of the acting post's office on a step that has none of it yet."""
    form = NewListForm(request.POST or None, initial={"from_on": _earliest()})
    context = {"form": form, "title": _("加清单"), "crumbs": _crumbs({"label": _("加清单")})}
    if request.method == "GET":
        return render(request, FORM, context)
    if not form.is_valid():
        return render(request, FORM, context, status=UNPROCESSABLE)
    flow, verb = form.chosen
    return _set(request, form, context, register().flows.get(flow), verb, None)


@require_http_methods(["GET", "POST"])
@needs(Duty.RULES_KEEP)
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A further version of an own list."""
    row = _kept(request, public_id)
    start = {
        "title": row.title, "source": row.source, "items": lines_of(items_of(row.items)),
        "from_on": _earliest(),
    }  # fmt: skip
    form = ListForm(request.POST or None, initial=start)
    context = {"form": form, "title": _("改清单"), "row": told(row), "crumbs": _crumbs(
        {"label": row.title, "url": _address(row)}, {"label": _("改清单")},
    )}  # fmt: skip
    if request.method == "GET":
        return render(request, FORM, context)
    if not form.is_valid():
        return render(request, FORM, context, status=UNPROCESSABLE)
    return _set(request, form, context, register().flows.get(row.flow), row.verb, row)


@require_http_methods(["GET", "POST"])
@needs(Duty.RULES_KEEP)
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """No list of this office on this step for what begins later."""
    row = _kept(request, public_id)
    form = EndForm(request.POST or None)
    context = {"form": form, "title": _("停用清单"), "row": told(row), "crumbs": _crumbs(
        {"label": row.title, "url": _address(row)}, {"label": _("停用清单")},
    )}  # fmt: skip
    if request.method == "GET":
        return render(request, FORM, context)
    if not form.is_valid():
        return render(request, FORM, context, status=UNPROCESSABLE)
    try:
        actions.end_checklist(
            checklist=row, **form.cleaned_data, by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, refusals.pointed(form, refusal), FORM, context)
    return done(request, _address(row), _("清单已停用。"))


def _set(
    request: HttpRequest, form: ListForm, context: dict[str, Any], flow: Any, verb: str,
    changes: Checklist | None,
) -> HttpResponse:  # fmt: skip
    try:
        row = actions.set_checklist(
            flow=flow, verb=verb, **form.told(), changes=changes, by=scope_of(request),
            at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return refused(request, refusals.pointed(form, refusal), FORM, context)
    return done(request, _address(row), _("清单已保存。"))


def told(row: Checklist) -> dict[str, Any]:
    """A version in words; a flow that is no longer there leaves its code."""
    flow = register().flows.get(row.flow)
    labels = {step.verb: step.label for step in flow.steps} if flow else {}
    return {
        "row": row, "flow": flow.title if flow else row.flow,
        "step": labels.get(row.verb, row.verb), "items": items_of(row.items),
    }  # fmt: skip


def _seen(request: HttpRequest, public_id: UUID) -> Checklist:
    try:
        return queries.one(scope_of(request), public_id)
    except Checklist.DoesNotExist as missing:
        raise Http404 from missing


def _kept(request: HttpRequest, public_id: UUID) -> Checklist:
    row = _seen(request, public_id)
    if not queries.may_keep(row, scope_of(request)):
        raise PermissionDenied
    return row


def _earliest() -> str:
    """A list holds for what begins tomorrow or later."""
    return (timezone.localdate() + timedelta(days=1)).isoformat()


def _address(row: Checklist) -> str:
    return reverse("flows:checklist", args=[row.public_id])


def _crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    lists = {"label": _("本地清单"), "url": reverse("flows:checklists")}
    return [{"label": _("办理"), "url": reverse("flows:list")}, lists, *more]
