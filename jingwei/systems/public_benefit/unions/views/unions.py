"""Which unions are there, how is one proposed and signed? Every party sees the whole of it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows.queries import case_of, look_at, offers
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.posted import posted
from jingwei.shell.sheets import MOST, download
from jingwei.shell.things import events_of
from jingwei.systems.public_benefit.unions import actions, queries, sheets
from jingwei.systems.public_benefit.unions.flows import UNION
from jingwei.systems.public_benefit.unions.forms import SignForm, UnionForm
from jingwei.systems.public_benefit.unions.kinds import IN_FORCE, UnionKind, UnionState
from jingwei.systems.public_benefit.unions.views.shared import (
    KEEP,
    answered,
    found,
    org_of,
    own_org,
    union_of,
)

SEE = Duty.FIGURES_SEE


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """联建 in which a part of the tree takes part, the nearest end first."""
    scope, asked = scope_of(request), _asked(request)
    rows = _rows(request)
    page = page_of(rows, keys=("ends_on", "id"), at=request.GET.get("at", ""))
    told = queries.told(page.rows)
    own = own_org(request)
    context = {
        "page": page, "rows": [(row, told.get(row.pk)) for row in queries.seat(page.rows)],
        "org": own, "kinds": UnionKind.choices, "states": UnionState.choices,
        "today": timezone.localdate(), "asked": asked, "is_narrowed": any(asked.values()),
        "may_keep": own is not None and scope.holds(KEEP, own.path),
    }  # fmt: skip
    return render(request, "unions/list.html", context)


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("kind", "state", "words")}


def _rows(request: HttpRequest) -> Any:
    """Unions in sight, narrowed as the address says."""
    asked = _asked(request)
    return queries.unions(
        scope_of(request), kind=asked["kind"] if asked["kind"] in UnionKind.values else "",
        state=asked["state"] if asked["state"] in UnionState.values else "",
        words=asked["words"],
    )  # fmt: skip


@require_GET
@needs(SEE)
def export(request: HttpRequest) -> HttpResponse:
    """What the list shows, whole, as a workbook: unions, parties, goals, projects."""
    rows = queries.seat(_rows(request).order_by("ends_on", "id")[:MOST])
    return download(sheets.unions(rows), _("联建"))


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """提出联建: the others sign for themselves."""
    org, scope = org_of(request, code), scope_of(request)
    form = UnionForm(posted(request))
    context = {
        "org": org, "form": form, "title": _("提出联建"), "button": _("提出，请各方签"),
        "back_url": reverse("unions:home"), "hint": _("各方自己签了才算数"),
    }  # fmt: skip

    def act() -> tuple[str, str]:
        row = actions.propose_union(org=org, plan=form.plan(), by=scope, at=timezone.now())
        return reverse("unions:union", args=[row.public_id]), _("已提出，等各方签。")

    return answered(request, context, act)


@require_GET
@needs(SEE)
def union(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One union: parties and their yes, what they share, goals, projects, what they found."""
    row, scope = union_of(request, public_id), scope_of(request)
    leads = scope.covers(row.org_path)
    steps = []
    if leads and scope.holds(KEEP, row.org_path):
        look = look_at(UNION, row, case_of(UNION, row), by=scope, at=timezone.now())
        steps = [one for one in offers(look) if one.is_mine and one.step.verb != "seal"]
    mine = [one for one in queries.own_parties(scope, row) if scope.holds(KEEP, one.org_path)]
    codes = {one.org_id: one.org.code for one in mine}
    in_force = row.state in IN_FORCE
    context = {
        "union": row, "steps": steps, "today": timezone.localdate(),
        "parties": [
            (one, codes.get(one.org_id, "") if row.state == UnionState.PROPOSED
             and not one.signed_on and not one.declined_on else "")
            for one in queries.parties(row)
        ],
        "goals": queries.goals(row), "reviews": queries.reviews(row),
        "projects": [(one, in_force and one.org_id in codes) for one in queries.projects(row)],
        "may_measure": in_force and row.org_id in codes, "may_add": in_force and bool(mine),
        "events": events_of(scope, actions.SUBJECT, row.public_id),
    }  # fmt: skip
    return render(request, "unions/union.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def sign(request: HttpRequest, public_id: Any, code: str) -> HttpResponse:
    """签: one party's own yes or no."""
    row, scope = union_of(request, public_id), scope_of(request)
    party = found(lambda: queries.party(scope, row, code))
    if not scope.holds(KEEP, party.org_path):
        raise PermissionDenied
    form = SignForm(posted(request))
    back = reverse("unions:union", args=[public_id])
    context = {
        "org": party.name, "form": form, "title": _("签联建"), "button": _("表明意见"),
        "back_url": back, "hint": row.title,
    }  # fmt: skip

    def act() -> tuple[str, str]:
        agrees = form.cleaned_data["says"] == "yes"
        actions.sign_union(
            union=row, party=party, agrees=agrees, words=form.cleaned_data["words"], by=scope,
            at=timezone.now(),
        )  # fmt: skip
        return back, _("已签。") if agrees else _("已记下不同意，牵头的一方看得到。")

    return answered(request, context, act)
