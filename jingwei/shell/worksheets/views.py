"""How is a split, merger or conversion drafted, filled page by page, executed, taken back?"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.queries import organisation
from jingwei.kernel.worksheets import actions, executing, queries
from jingwei.kernel.worksheets.models import End, Worksheet
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.orgs import refusals
from jingwei.shell.worksheets import sheets
from jingwei.shell.worksheets.forms import BeginForm

NEW, PAGE = "worksheets/new.html", "worksheets/sheet.html"
FIELDS = {
    "org.future": "on", "sheet.before_founding": "on", "sheet.before_last_change": "on",
    "sheet.ends": "sources", "sheet.ended": "sources", "sheet.outside": "sources",
    "org.no_code": "code_1", "org.code_form": "code_1", "org.code_taken": "code_1",
    "sheet.same_code": "code_1", "sheet.no_name": "name_1", "org.kind": "kind_1",
    "org.long_basis": "basis",
}  # fmt: skip


@require_GET
@needs(Duty.ORGS_CHANGE)
def listing(request: HttpRequest) -> HttpResponse:
    """Worksheets of the acting post, newest first."""
    rows = queries.worksheets(scope_of(request))
    page = page_of(rows, keys=("-id",), at=request.GET.get("at", ""))
    listed = [{"sheet": row, "url": sheets.address(row), "kind": sheets.STATES[row.state]}
              for row in page.rows]  # fmt: skip
    return render(request, "worksheets/list.html", {"page": page, "rows": listed})


@require_http_methods(["GET", "POST"])
@needs(Duty.ORGS_CHANGE)
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """A new worksheet; ``code`` names the organisation above all that take part."""
    scope = scope_of(request)
    above = organisation(scope, code)
    if above is None:
        raise Http404
    if not scope.holds(Duty.ORGS_CHANGE, above.path):
        raise PermissionDenied
    start = {"on": timezone.localdate().isoformat(), "sources": request.GET.get("from", "")}
    form = BeginForm(request.POST or None, initial=start, scope=scope)
    context: dict[str, Any] = {
        "form": form, "above": above,
        "crumbs": [{"label": _("组织调整"), "url": reverse("worksheets:list")}],
    }  # fmt: skip
    if request.method == "GET":
        return render(request, NEW, context)
    if not form.is_valid():
        return render(request, NEW, context, status=422)
    try:
        sheet = actions.begin_worksheet(above=above, by=scope, at=timezone.now(), **form.told())
    except Refused as refusal:
        return refused(request, refusals.pointed(form, refusal, FIELDS), NEW, context)
    return done(request, sheets.address(sheet), _("清单已起草，请逐项分配。"))


@require_GET
@needs(Duty.ORGS_CHANGE)
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The list of everything the sources have, with where people said it goes."""
    scope, sheet = _sheet(request, public_id)
    return render(request, PAGE, sheets.shown(scope, sheet, request.GET.dict()))


@require_POST
@needs(Duty.ORGS_CHANGE)
def change(request: HttpRequest, public_id: str, act: str) -> HttpResponse:
    """Assign, refresh, hand in, return, give up, execute, undo."""
    scope, sheet = _sheet(request, public_id)
    if not scope.holds(Duty.ORGS_CHANGE, sheet.org_path):
        raise PermissionDenied
    if act not in ACTS:
        raise Http404
    asked = request.POST.dict()
    try:
        said = ACTS[act](request, scope, sheet)
    except Refused as refusal:
        sheet.refresh_from_db()
        return refused(request, refusal, PAGE, sheets.shown(scope, sheet, asked))
    kept = {key: asked.get(key, "") for key in ("kind", "only", "q")}
    return done(request, sheets.address(sheet, **kept), said)


def _sheet(request: HttpRequest, public_id: str) -> tuple[Scope, Worksheet]:
    scope = scope_of(request)
    sheet = queries.worksheet(scope, public_id)
    if sheet is None:
        raise Http404
    return scope, sheet


def _assign(request: HttpRequest, scope: Scope, sheet: Worksheet) -> str:
    """The chosen rows, or all rows of the filter where a person asked for those."""
    asked = request.POST.dict()
    if asked.get("all") == "1":
        rows = sheets.shown(scope, sheet, asked)["filtered"]
        items = list(rows.values_list("pk", flat=True))
    else:
        items = [int(pk) for pk in request.POST.getlist("item") if pk.isdecimal()]
    goes = asked.get("target", "")
    target = End.objects.within(scope).filter(pk=goes).first() if goes.isdecimal() else None
    many = actions.assign_items(
        sheet=sheet, items=items, target=target, ends=goes == "end", by=scope, at=timezone.now()
    )
    return _("已分配{n}项。").format(n=many)


def _refresh(request: HttpRequest, scope: Scope, sheet: Worksheet) -> str:
    actions.refresh_items(sheet=sheet, **_now(request, scope))
    return _("清单已更新。")


def _submit(request: HttpRequest, scope: Scope, sheet: Worksheet) -> str:
    basis = request.POST.get("basis", "")[:200]
    actions.submit_worksheet(sheet=sheet, basis=basis, **_now(request, scope))
    return _("已提交，请另一位同事核对执行。")


def _return(request: HttpRequest, scope: Scope, sheet: Worksheet) -> str:
    actions.return_worksheet(sheet=sheet, **_now(request, scope))
    return _("清单已退回起草。")


def _drop(request: HttpRequest, scope: Scope, sheet: Worksheet) -> str:
    actions.drop_worksheet(sheet=sheet, **_now(request, scope))
    return _("清单已放弃。")


def _execute(request: HttpRequest, scope: Scope, sheet: Worksheet) -> str:
    executing.execute_worksheet(sheet=sheet, **_now(request, scope))
    return _("组织调整已执行。")


def _undo(request: HttpRequest, scope: Scope, sheet: Worksheet) -> str:
    reason = request.POST.get("reason", "")[:200]
    executing.undo_worksheet(sheet=sheet, reason=reason, **_now(request, scope))
    return _("已撤回，所有记录恢复原样。")


def _now(request: HttpRequest, scope: Scope) -> dict[str, Any]:
    version = request.POST.get("version", "")
    return {
        "by": scope, "at": timezone.now(), "version": int(version) if version.isdecimal() else None
    }  # fmt: skip


ACTS = {
    "assign": _assign, "refresh": _refresh, "submit": _submit, "return": _return, "drop": _drop,
    "execute": _execute, "undo": _undo,
}  # fmt: skip
