"""How are the annual tables seen, opened to their records, frozen and taken away?"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.work.membership.statistics import (
    actions,
    exporting,
    keeping,
    queries,
    rules,
    showing,
)
from jingwei.work.membership.statistics.registered import table_of
from jingwei.work.membership.statistics.rules import Check

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_YEAR = 1950
PAGES = {
    "people.Person": "members:member", "orgs.Unit": "orgs:unit",
    "orgs.Organisation": "orgs:org-home",
}  # fmt: skip


@require_GET
@needs(Duty.MEMBERS_SEE)
def home(request: HttpRequest) -> HttpResponse:
    """The last year that is over, of the acting post's organisation."""
    scope = scope_of(request)
    own = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    if own is None:
        raise Http404
    return _shown(request, own, timezone.localdate().year - 1)


@require_GET
@needs(Duty.MEMBERS_SEE)
def page(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The tables of one year: as frozen, else as counted now or, of very many, last night."""
    return _shown(request, _org(request, code), _year(year))


def _context(request: HttpRequest, org: Organisation, year: int) -> dict[str, object]:
    scope, at = scope_of(request), timezone.now()
    frozen = queries.report(scope, org, year)
    anew = request.method != "GET" or request.GET.get("now") == "1"
    kept = None if anew else keeping.kept(scope, org, year, frozen, at)
    # What is frozen is shown as it is; of very many it is compared with today when asked.
    later = frozen is not None and not anew and kept is None and keeping.is_ahead(scope, org)
    now = kept.cells if kept else {} if later else queries.counted(org, year)
    cells = frozen.cells if frozen else now
    known = frozen or kept
    checks = [Check(**one) for one in known.checks] if known else queries.checks_of(now, org, year)
    return {
        "org": org, "year": year, "frozen": frozen, "before": year - 1, "after": year + 1,
        "tables": showing.drawn(cells, org, year), **showing.checks_by_weight(checks),
        "unmet": len(rules.unmet(checks)), "is_over": timezone.localdate() > date(year, 12, 31),
        "moved": showing.moved(cells, now) if frozen else [], "kept": kept, "later": later,
        "may_freeze": scope.holds(Duty.MEMBERS_CONFIRM, org.path),
    }  # fmt: skip


def _shown(request: HttpRequest, org: Organisation, year: int) -> HttpResponse:
    return render(request, "statistics/report.html", _context(request, org, year))


@require_POST
@needs(Duty.MEMBERS_CONFIRM)
def freeze(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """定稿: kept as counted now, with its digest in the ledger."""
    org = _org(request, code)
    if not scope_of(request).holds(Duty.MEMBERS_CONFIRM, org.path):
        raise PermissionDenied
    said = request.POST.get("explained", "")[:500]
    try:
        actions.freeze_report(
            org=org, year=_year(year), explained=said, by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        context = _context(request, org, year) | {"explained": said}
        return refused(request, refusal, "statistics/report.html", context)
    return done(request, reverse("statistics:report", args=[code, year]), _("年报已定稿。"))


@require_GET
@needs(Duty.MEMBERS_SEE)
def cell(
    request: HttpRequest, code: str, year: int, table: str, row: str, column: str
) -> HttpResponse:
    """The records behind one cell, as they are now."""
    org, found = _org(request, code), table_of(table)
    line, across = (found.row(row), found.column(column)) if found else (None, None)
    if found is None or line is None or across is None:
        raise Http404
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdecimal() and len(after) < 16):
        raise Http404
    rows = queries.records(
        scope_of(request), found, line, across, org, _year(year), after=int(after)
    )
    return render(
        request, "statistics/cell.html",
        {
            "org": org, "year": year, "table": found, "row": line, "column": across,
            "rows": rows[: queries.MOST], "page": found.page or PAGES[found.model],
            "next": rows[queries.MOST - 1].id if len(rows) > queries.MOST else 0,
        },
    )  # fmt: skip


@require_GET
@needs(Duty.MEMBERS_SEE)
def workbook(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The tables as .xlsx in their layout; counts only, no names."""
    org = _org(request, code)
    frozen = queries.report(scope_of(request), org, _year(year))
    cells = frozen.cells if frozen else queries.counted(org, year)
    checks = (
        [Check(**one) for one in frozen.checks] if frozen else queries.checks_of(cells, org, year)
    )
    data = exporting.workbook(org, year, cells, checks, frozen.digest if frozen else "")
    response = HttpResponse(data, content_type=XLSX)
    name = _("{org}党内统计年报{year}").format(org=org.short_name or org.name, year=year) + ".xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    return year


def _org(request: HttpRequest, code: str) -> Organisation:
    org: Organisation | None = (
        Organisation.objects.within(scope_of(request)).filter(code=code).first()
    )
    if org is None:
        raise Http404
    return org
