"""Which problems does a unit solve? One matter, one owner, one day; closed by those affected."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows.queries import case_of, look_at, offers
from jingwei.kernel.ledger.queries import lines_of
from jingwei.kernel.ledger.queries import shown as line_shown
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.posted import posted
from jingwei.systems.competence.careers import actions, queries
from jingwei.systems.competence.careers.flows import PROBLEM
from jingwei.systems.competence.careers.forms import ChangeForm, ProblemForm
from jingwei.systems.competence.careers.kinds import ProblemState
from jingwei.systems.competence.careers.naming import one_named
from jingwei.systems.competence.careers.views.shared import (
    answered,
    kept,
    org_of,
    own_org,
    seen,
)

SEE, KEEP = Duty.MEMBERS_SEE, Duty.PROBLEMS_KEEP


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """问题清单 of the own unit and those below, the nearest day first."""
    scope, today = scope_of(request), timezone.localdate()
    state = request.GET.get("state", "")
    late = request.GET.get("late") == "1"
    rows = queries.problems(
        scope, state=state if state in ProblemState.values else "",
        overdue_on=today if late else None,
    )  # fmt: skip
    page = page_of(rows, keys=("due_on", "id"), at=request.GET.get("at", ""))
    own = own_org(request)
    context = {
        "page": page, "org": own, "states": ProblemState.choices, "state": state, "late": late,
        "today": today, "may_keep": own is not None and scope.holds(KEEP, own.path),
    }  # fmt: skip
    return render(request, "careers/problems.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """列入问题清单."""
    org, scope = org_of(request, code, KEEP), scope_of(request)
    form = ProblemForm(posted(request))
    context = {
        "org": org, "form": form, "title": _("列入问题清单"), "button": _("列入"),
        "back_url": reverse("careers:problems"), "hint": _("解决了，关系到的人也说解决了，才销号"),
    }  # fmt: skip

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        owner = one_named(scope, org.path, said.pop("owner"), needed=False)
        row = actions.list_problem(org=org, owner=owner, by=scope, at=timezone.now(), **said)
        return reverse("careers:problem", args=[row.public_id]), _("已列入。")

    return answered(request, context, act)


@require_GET
@needs(SEE)
def problem(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One problem: what was done, and what those affected say."""
    row, scope = seen(queries.problem, request, public_id), scope_of(request)
    look = look_at(PROBLEM, row, case_of(PROBLEM, row), by=scope, at=timezone.now())
    context = {
        "problem": row, "today": timezone.localdate(),
        "steps": [one for one in offers(look) if one.is_mine],
        "may_keep": scope.holds(KEEP, row.org_path),
        "events": [
            {"what": line.what, "at": line.at, "who": line.who, "note": line.facts.get("why", "")}
            for line in map(line_shown, lines_of(scope, "problem", row.public_id)[:40])
        ],
    }  # fmt: skip
    return render(request, "careers/problem.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def change(request: HttpRequest, public_id: Any) -> HttpResponse:
    """改期限或负责人, with the reason."""
    row, scope = kept(queries.problem, request, public_id, KEEP), scope_of(request)
    start = {"owner": row.owner.name, "due_on": row.due_on.isoformat(), "version": row.version}
    form = ChangeForm(posted(request), initial=start)
    back = reverse("careers:problem", args=[public_id])
    context = {
        "org": row.org, "form": form, "title": _("改期限或负责人"), "button": _("改"),
        "back_url": back, "hint": row.title,
    }  # fmt: skip

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        typed = said["owner"].strip()
        owner = row.owner if typed == row.owner.name else one_named(scope, row.org_path, typed)
        actions.change_problem(
            problem=row, owner=owner, due_on=said["due_on"], reason=said["reason"],
            version=said["version"], by=scope, at=timezone.now(),
        )  # fmt: skip
        return back, _("已改，原来的期限留在记录里。")

    return answered(request, context, act)
