"""How do a branch's year of dues, its fixing, and the overview of many branches look?"""

from datetime import date
from typing import Any

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
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.members.refusals import pointed
from jingwei.shell.posted import posted
from jingwei.work.membership.dues import actions, exporting, overview, queries, rating, rules
from jingwei.work.membership.dues.forms import FixForm, fix_initial
from jingwei.work.membership.dues.kinds import Fund, Group
from jingwei.work.membership.dues.views.finding import org_of

UNPROCESSABLE = 422
FIRST_YEAR = 2008


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def home(request: HttpRequest) -> HttpResponse:
    """党费 of the acting post's organisation."""
    own = Organisation.objects.within(scope_of(request)).filter(pk=scope_of(request).org_id).first()
    if own is None:
        raise Http404
    return _shown(request, own)


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def of_org(request: HttpRequest, code: str) -> HttpResponse:
    """党费 of one organisation: a branch by itself, or the branches below it."""
    return _shown(request, org_of(request, code))


def _shown(request: HttpRequest, org: Organisation) -> HttpResponse:
    if org.kind in rules.COLLECTORS:
        return _branch(request, org)
    return _overview(request, org)


def _branch(request: HttpRequest, org: Organisation) -> HttpResponse:
    scope, today = scope_of(request), timezone.localdate()
    owed = queries.arrears_of(org, today)
    names = Person.everything.filter(pk__in=[one.person for one in owed]).in_bulk()
    months = rating.unpaid_months(today)
    page = page_of(queries.sheets(scope, org=org), keys=("-first", "-id"),
                   at=request.GET.get("at", ""), size=24)  # fmt: skip
    return render(
        request, "dues/branch.html",
        {
            "org": org, "today": today, "page": page,
            "fixing": queries.fixing_of(org, today.year), "year": today.year,
            "arrears": [
                (names[one.person], one, rules.arrears_findings(one, months))
                for one in owed if one.person in names
            ],
            "reliefs": queries.reliefs(scope, org=org).order_by("-since", "-id")[:20],
            "remittances": queries.remittances(scope, under=org.path).order_by("-on", "-id")[:12],
            "in_hand": queries.in_hand(org), "central": queries.in_hand(org, Fund.CENTRAL),
        },
    )  # fmt: skip


def _overview(request: HttpRequest, org: Organisation) -> HttpResponse:
    """Branch by branch: collected, handed up, in hand, members who have not paid. In the order of
    the tree, never of the sums."""
    year = _year(request)
    scope = scope_of(request)
    page = page_of(
        overview.branches(scope, org.path), keys=("path", "id"), at=request.GET.get("at", "")
    )
    return render(
        request, "dues/overview.html",
        {
            "org": org, "page": page, "year": year, "years": _years(),
            "rows": overview.rows(scope, page.rows, year, timezone.localdate()),
            "sums": overview.sums(scope, org.path, year, timezone.localdate()),
        },
    )  # fmt: skip


@require_GET
@needs(Duty.MEMBERS_EXPORT)
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The overview as a workbook, for whoever may take lists away."""
    org, scope, year, at = org_of(request, code), scope_of(request), _year(request), timezone.now()
    if not scope.holds(Duty.MEMBERS_EXPORT, org.path):
        raise PermissionDenied
    orgs = list(overview.branches(scope, org.path).order_by("path")[: exporting.MOST])
    rows = overview.rows(scope, orgs, year, timezone.localdate())
    response = HttpResponse(exporting.workbook(scope, rows, year, at), content_type=exporting.XLSX)
    header = content_disposition_header(True, f"{org}{year}{_('党费')}.xlsx")
    response["Content-Disposition"] = header or "attachment"
    return response


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def fix(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """定月交额: once at the start of the year; the base that is typed is not kept."""
    org, today = org_of(request, code), timezone.localdate()
    if not FIRST_YEAR <= year <= today.year + 1:
        raise Http404
    row = queries.fixing_of(org, year)
    people = queries.roster_of(org, year)
    kept = row.fixed if row else _last_year(org, year)
    _paid_to, monthly = queries.openings_of(one.pk for one in people)
    start = fix_initial(people, kept, monthly) | {"version": row.version if row else 0}
    on = date(year, 1, 1)
    form = FixForm(posted(request), people=people, on=on, initial=start)
    context: dict[str, Any] = {
        "org": org, "year": year, "form": form, "fixing": row,
        "tables": [(group.label, rating.said(group, on)) for group in Group],
    }  # fmt: skip
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "dues/fix.html", context, status=status)
    try:
        actions.fix_year(
            org=org, year=year, fixed=form.fixed(row.fixed if row else ()),
            version=form.cleaned_data["version"] or 0, by=scope_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return refused(request, pointed(form, refusal), "dues/fix.html", context)
    return done(request, reverse("dues:of", args=[code]), _("月交额已定好，收的时候不用再填。"))


def _last_year(org: Organisation, year: int) -> list[Any]:
    """Last year's lines as a start, each from January on."""
    before = queries.fixing_of(org, year - 1)
    if before is None:
        return []
    latest = queries.fixed_in(before.fixed, 12)
    return [type(one)(one.person, one.group, one.cents) for one in latest.values()]


def _years() -> list[int]:
    return list(range(timezone.localdate().year, timezone.localdate().year - 4, -1))


def _year(request: HttpRequest) -> int:
    typed = request.GET.get("year", "")
    return int(typed) if typed.isdecimal() and int(typed) in _years() else _years()[0]
