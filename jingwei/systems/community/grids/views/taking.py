"""How is what is known of a community taken along? Workbooks, GeoJSON; contacts with a reason."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.privacy.reveal import REASONS
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import refused
from jingwei.shell.orgs.days import day_of
from jingwei.systems.community.centres import sheets as centre_sheets
from jingwei.systems.community.grids import datum, exporting, queries, sheets
from jingwei.systems.community.grids.models import Community
from jingwei.systems.community.grids.views.shared import SEE, seen

PAGE = "grids/take.html"
TITLES = {
    "grids": gettext_lazy("网格"), "buildings": gettext_lazy("楼栋"),
    "centres": gettext_lazy("服务中心"), "contacts": gettext_lazy("楼道联系人"),
}  # fmt: skip


@require_GET
@needs(SEE)
def home(request: HttpRequest, public_id: Any) -> HttpResponse:
    """导出: which files there are of a community, in which datum, and what asks for a reason."""
    return render(request, PAGE, _context(request, seen(queries.community, request, public_id)))


@require_GET
@needs(SEE)
def workbook(request: HttpRequest, public_id: Any, what: str) -> HttpResponse:
    """Buildings, grids or centres as .xlsx, as of a day."""
    row, on = seen(queries.community, request, public_id), day_of(request).on
    if what == "centres":
        book = centre_sheets.centres(sheets.centres(scope_of(request), row, on))
    else:
        book = sheets.grids(row, on) if what == "grids" else sheets.buildings(row, on)
    return _file(row, what, book, sheets.XLSX, "xlsx")


@require_GET
@needs(SEE)
def geojson(request: HttpRequest, public_id: Any, what: str) -> HttpResponse:
    """Buildings, grids or centres as GeoJSON in CGCS2000 degrees, as of a day."""
    row, on = seen(queries.community, request, public_id), day_of(request).on
    said = sheets.geojson(what, scope_of(request), row, on)
    return _file(row, what, said.encode(), sheets.GEOJSON, "geojson")


@require_POST
@needs(Duty.MEMBERS_EXPORT)
def contacts(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Who agreed to be asked in a stairwell: names, with a reason that the ledger keeps."""
    row, scope = seen(queries.community, request, public_id), scope_of(request)
    try:
        found, said = exporting.take_contacts(
            community=row, reason=request.POST.get("reason", ""),
            words=request.POST.get("words", ""), by=scope, at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return refused(request, refusal, PAGE, _context(request, row))
    book = sheets.contacts(row, found, timezone.localdate(), said)
    return _file(row, "contacts", book, sheets.XLSX, "xlsx")


def _context(request: HttpRequest, row: Community) -> dict[str, Any]:
    scope = scope_of(request)
    return {
        "community": row, "day": day_of(request), "crs": datum.CRS,
        "metres": int(datum.TRUE_WITHIN), "reasons": list(REASONS.items()),
        "may_take_contacts": scope.holds(Duty.MEMBERS_EXPORT, row.org_path),
        "typed": {name: request.POST.get(name, "") for name in ("reason", "words")},
    }  # fmt: skip


def _file(row: Community, what: str, data: bytes, kind: str, form: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    name = f"{row.name}-{TITLES[what]}.{form}"
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer
