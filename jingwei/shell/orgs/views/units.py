"""Which units are there, what stands on file about one, and how does it change?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.queries import lines_of, shown
from jingwei.kernel.orgs import history, queries, unit_actions
from jingwei.kernel.orgs.kinds import UnitKind
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.kernel.places import queries as places
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import count_capped, done, page_of, refused
from jingwei.shell.orgs import addresses, refusals, unit_forms
from jingwei.shell.orgs.bodies import LedgerRow
from jingwei.shell.orgs.views.choosing import choices

PAGE = "orgs/unit_act.html"
CONFLICT, UNPROCESSABLE = 409, 422


@dataclass(frozen=True)
class Act:
    """One kind of change of a unit."""

    key: str
    title: Promise
    says: Promise
    submit: Promise
    done: Promise
    form: type[unit_forms.UnitForm]
    act: Callable[..., Unit]
    danger: bool = False


NEW = Act(
    "new", _("登记单位"), _("企业、社区、项目都要有一个组织负责，有没有党组织都一样。"),
    _("登记单位"), _("已登记{name}。"), unit_forms.UnitForm, unit_actions.open_unit,
)  # fmt: skip
ACTS = {
    act.key: act
    for act in (
        Act(
            "edit", _("更新单位信息"), _("改名也在这里，旧名留在记录里。"), _("保存单位信息"),
            _("{name}的信息已更新。"), unit_forms.UnitForm, unit_actions.edit_unit,
        ),
        Act(
            "entrust", _("移交给别的组织负责"), _("单位不变，换一个组织负责。"), _("移交单位"),
            _("{name}已移交。"), unit_forms.EntrustForm, unit_actions.entrust_unit,
        ),
        Act(
            "close", _("注销单位"), _("单位注销、完工或并入别家。档案和历史都保留。"),
            _("注销单位"), _("{name}已注销。"), unit_forms.CloseForm, unit_actions.close_unit,
            danger=True,
        ),
    )
}  # fmt: skip
FIELDS = {
    "unit.no_name": "name", "unit.long_name": "name", "unit.kind": "kind",
    "unit.code_form": "code", "unit.code_check": "code", "unit.code_taken": "code",
    "unit.division": "division", "unit.long_address": "address", "unit.phone_form": "phone",
    "unit.headcount": "headcount", "org.future": "on", "unit.before_start": "on",
    "org.no_basis": "basis", "org.long_basis": "basis", "unit.same_org": "other",
    "unit.org_ended": "other",
}  # fmt: skip


@require_GET
@needs(Duty.ORGS_SEE)
def listing(request: HttpRequest) -> HttpResponse:
    """Units of the acting post: all by name, of one kind, or those that a word finds."""
    scope = scope_of(request)
    kind, typed = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    rows = queries.units(scope).filter(held__endswith=None)
    if kind in UnitKind.values:
        rows = rows.filter(kind=kind)
    context: dict[str, Any] = {"kinds": UnitKind.choices, "kind": kind, "typed": typed}
    if typed:
        found = [
            unit
            for unit in queries.search_units(scope, typed, 50)
            if unit.held.upper is None and kind in ("", unit.kind)
        ]
        return render(request, "orgs/units_list.html", {**context, "found": found})
    page = page_of(rows, keys=("pinyin", "id"), at=request.GET.get("at", ""))
    context |= {"page": page, "total": count_capped(rows)}
    return render(request, "orgs/units_list.html", context)


@require_GET
@needs(Duty.ORGS_SEE)
def page(request: HttpRequest, public_id: object) -> HttpResponse:
    """One unit: what is on file, which organisations are in it, who did what with it."""
    scope = scope_of(request)
    unit = _unit(request, public_id)
    inside = Organisation.objects.within(scope).filter(unit=unit).order_by("path")
    lines = page_of(
        lines_of(scope, "unit", unit.public_id), keys=("-id",), at=request.GET.get("at", "")
    )
    may = unit.held.upper is None and scope.holds(Duty.ORGS_CHANGE, unit.org_path)
    return render(request, "orgs/unit.html", {
        "unit": unit,
        "inside": inside,
        "place": places.title(places.path_of(unit.division_id)) if unit.division_id else "",
        "page": lines,
        "lines": [LedgerRow(shown(entry), entry) for entry in lines.rows],
        "acts": list(ACTS.values()) if may else [],
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Duty.ORGS_CHANGE)
def open_new(request: HttpRequest, code: str) -> HttpResponse:
    """Put a unit on file for which an organisation is responsible."""
    scope = scope_of(request)
    org = queries.organisation(scope, code)
    if org is None:
        raise Http404
    return _change(request, NEW, org, None)


@require_http_methods(["GET", "POST"])
@needs(Duty.ORGS_CHANGE)
def change(request: HttpRequest, public_id: object, act: str) -> HttpResponse:
    """Change, entrust or close one unit."""
    unit, kind = _unit(request, public_id), ACTS.get(act)
    if kind is None:
        raise Http404
    return _change(request, kind, unit.org, unit)


def _unit(request: HttpRequest, public_id: object) -> Unit:
    unit = queries.unit(scope_of(request), public_id)
    if unit is None:
        raise Http404
    return unit


def _change(request: HttpRequest, kind: Act, org: Organisation, unit: Unit | None) -> HttpResponse:
    scope, today = scope_of(request), timezone.localdate()
    if not scope.holds(Duty.ORGS_CHANGE, org.path):
        raise PermissionDenied
    told: dict[str, Any] = {"scope": scope, "org": org, "unit": unit}
    start = {**(unit_forms.initial(unit) if unit else {}), "on": today.isoformat()}
    if request.method == "GET":
        return render(
            request, PAGE, _context(request, kind, org, unit, kind.form(initial=start, **told))
        )
    if "find" in request.POST:
        form = kind.form(initial=request.POST.dict(), **told)
        return render(request, PAGE, _context(request, kind, org, unit, form))
    form = kind.form(request.POST, **told)
    by_now = {"by": scope, "at": timezone.now()}
    if not form.is_valid():
        refusals.besides(form, lambda: kind.act(**form.told(), **by_now), FIELDS, today)
        context = _context(request, kind, org, unit, form)
        return render(request, PAGE, context, status=UNPROCESSABLE)
    try:
        result = kind.act(**form.told(), **by_now)
    except Refused as refusal:
        return _refused(request, kind, org, unit, form, refusal)
    url = reverse("orgs:unit", args=[result.public_id])
    return done(request, url, str(kind.done).format(name=result.name))


def _context(
    request: HttpRequest, kind: Act, org: Organisation, unit: Unit | None, form: Any
) -> dict[str, Any]:
    crumbs = [{"label": str(org), "url": addresses.page(org.code, "units")}]
    if unit is not None:
        crumbs.append({"label": unit.name, "url": reverse("orgs:unit", args=[unit.public_id])})
    context: dict[str, Any] = {
        "act": kind, "form": form, "unit": unit, "org": org,
        "crumbs": [*crumbs, {"label": str(kind.title), "url": ""}],
    }  # fmt: skip
    if "other" in form.fields:
        chosen, typed = str(form["other"].value() or ""), request.POST.get("q", "")
        context["chooser"] = {
            "name": "other", "what": "orgs", "label": _("负责的组织"), "field": form["other"],
            "typed": typed, "not": org.code, "chosen": chosen,
            "rows": choices(scope_of(request), "orgs", typed, chosen, without=org.code),
        }  # fmt: skip
    return context


def _refused(
    request: HttpRequest, kind: Act, org: Organisation, unit: Unit | None, form: Any,
    refusal: Refused,
) -> HttpResponse:  # fmt: skip
    """Findings at the fields and on top; two versions side by side where somebody was faster."""
    told = refusals.pointed(form, refusal, FIELDS)
    context = _context(request, kind, org, unit, form)
    if refusal.status == CONFLICT and unit is not None:
        context |= _both(request, kind, unit, form)
    return refused(request, told, PAGE, context)


def _both(request: HttpRequest, kind: Act, unit: Unit, form: Any) -> dict[str, Any]:
    """What was typed beside what is there now; sending again keeps what was typed."""
    scope = scope_of(request)
    now = queries.unit(scope, unit.public_id) or unit
    again = kind.form(
        refusals.with_version(request.POST, now.version), scope=scope, org=now.org, unit=now
    )
    again.is_valid()
    theirs = unit_forms.initial(now)
    return {
        "form": again,
        "last_change": history.last_change(scope, "unit", str(unit.public_id)),
        "both": refusals.side_by_side(form, theirs, [name for name in theirs if name != "version"]),
    }
