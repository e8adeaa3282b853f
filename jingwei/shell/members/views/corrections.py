"""What waits for a second person, and what does that person decide? Also: who is there twice?"""

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.people import correction_actions as actions
from jingwei.kernel.people.duplicates import SAME_BIRTH, SAME_JOINING, SAME_PHONE, duplicates
from jingwei.kernel.people.models import Correction
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.members import refusals
from jingwei.shell.members.act_forms import DecideForm, DecideNumberForm
from jingwei.shell.members.choosing import note_of
from jingwei.shell.members.correction import Asked

UNPROCESSABLE: Final = 422
SETTLED: Final = 20
DECIDE: Final[dict[str, Callable[..., Correction]]] = {
    Correction.Kind.MERGE: actions.decide_merge,
    Correction.Kind.ID_NUMBER: actions.decide_id_correction,
    Correction.Kind.OWN: actions.answer_own_correction,
    Correction.Kind.ERASE: actions.decide_erasure,
}
WHY: Final = {
    SAME_BIRTH: gettext_lazy("同名，同出生日期"),
    SAME_PHONE: gettext_lazy("同一个手机号"),
    SAME_JOINING: gettext_lazy("同名，同入党日期"),
}


@require_GET
@needs(Duty.MEMBERS_CONFIRM, Duty.MEMBERS_CHANGE)
def inbox(request: HttpRequest) -> HttpResponse:
    """核定: what this post may decide, and what it asked for itself."""
    scope = scope_of(request)
    waiting = Correction.objects.within(scope).filter(outcome=Correction.Outcome.OPEN)
    if not scope.holds(Duty.MEMBERS_CONFIRM):
        own_words = Q(kind=Correction.Kind.OWN)
        waiting = waiting.filter(own_words | Q(asked_by_id=scope.account_id))
    rows = waiting.select_related("person", "org", "asked_by")
    page = page_of(rows, keys=("asked_at", "id"), at=request.GET.get("at", ""))
    shown = [{"row": row, "mine": row.asked_by_id == scope.account_id} for row in page.rows]
    context = {
        "page": page, "rows": shown, "settled": _settled(scope), "crumbs": _crumbs(_("更正核定")),
    }  # fmt: skip
    return render(request, "members/corrections.html", context)


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CONFIRM, Duty.MEMBERS_CHANGE)
def correction(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One correction: what was asked, and the decision of another account."""
    asked = _asked(request, public_id)
    is_number = asked.row.kind == Correction.Kind.ID_NUMBER
    kind = DecideNumberForm if is_number else DecideForm
    if request.method == "GET":
        return _drawn(request, asked, kind())
    if "withdraw" in request.POST:
        return _withdrawn(request, asked)
    if not scope_of(request).holds(asked.duty, asked.row.org_path):
        raise PermissionDenied
    form = kind(request.POST)
    if not form.is_valid():
        return _drawn(request, asked, form, status=UNPROCESSABLE)
    told = dict(form.cleaned_data)
    agree = told.pop("agree") == "yes"
    try:
        DECIDE[asked.row.kind](
            correction=asked.row, agree=agree, **told, by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        shown = refusals.pointed(form, refusal)
        return refused(request, shown, "members/correction.html", _context(asked, form))
    said = _("已同意，档案已改好。") if agree else _("已答复不同意，档案没有变。")
    return done(request, "members:corrections", said)


def _settled(scope: Scope) -> list[Correction]:
    """What this account asked for and somebody decided, the latest first; one query."""
    return list(
        Correction.objects.within(scope)
        .filter(asked_by_id=scope.account_id, decided_at__isnull=False)
        .select_related("person", "org", "decided_by")
        .order_by("-decided_at", "-id")[:SETTLED]
    )


def _withdrawn(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Taken back by whoever asked. Raises: Refused."""
    actions.withdraw_correction(correction=asked.row, by=scope_of(request), at=timezone.now())
    return done(request, "members:corrections", _("已撤回，档案没有变。"))


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def twins(request: HttpRequest) -> HttpResponse:
    """疑似重复: files with something in common, for a person to judge."""
    found = duplicates(scope_of(request))
    waiting = _waiting(scope_of(request), [row["id"] for one in found for row in one.rows])
    groups = [
        {"why": WHY[one.why], "rows": [{"row": row, "note": note_of(row)} for row in one.rows],
         "pair": len(one.rows) == 2,
         "waiting": waiting.get(frozenset(row["id"] for row in one.rows))}
        for one in found
    ]  # fmt: skip
    context = {"groups": groups, "crumbs": _crumbs(_("疑似重复"))}
    return render(request, "members/duplicates.html", context)


def _waiting(scope: Scope, ids: list[int]) -> dict[frozenset[int], Correction]:
    """Mergers of two of these files that wait for the second person; one query."""
    rows = Correction.objects.within(scope).filter(
        kind=Correction.Kind.MERGE, outcome=Correction.Outcome.OPEN, person_id__in=ids
    )
    return {frozenset((row.person_id, row.other_id)): row for row in rows}


def _asked(request: HttpRequest, public_id: Any) -> Asked:
    """Raises: Http404 out of sight, or where the member's file is."""
    scope = scope_of(request)
    row = (
        Correction.objects.within(scope)
        .select_related("asked_by", "decided_by", "org")
        .filter(public_id=public_id)
        .first()
    )
    if row is None:
        raise Http404
    found = Asked(scope, row, timezone.localdate())
    if not found.people:
        raise Http404
    if not (scope.holds(found.duty, row.org_path) or found.asked_by_me):
        raise PermissionDenied
    return found


def _drawn(request: HttpRequest, asked: Asked, form: DecideForm, status: int = 200) -> HttpResponse:
    return render(request, "members/correction.html", _context(asked, form), status=status)


def _context(asked: Asked, form: DecideForm) -> dict[str, Any]:
    title = str(asked.row.get_kind_display())
    above = [{"label": _("更正核定"), "url": reverse("members:corrections")}, {"label": title}]
    return {"asked": asked, "form": form, "title": title,
            "crumbs": [{"label": _("党员"), "url": reverse("members:list")}, *above]}  # fmt: skip


def _crumbs(last: str) -> list[dict[str, str]]:
    return [{"label": _("党员"), "url": reverse("members:list")}, {"label": last}]
