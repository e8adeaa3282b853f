"""What of the ten-minute circle is there, and how is it worked out?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jingwei.kernel.access.duties import Duty
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.systems.community.centres import queries, rules
from jingwei.systems.community.centres.kinds import Ring


@require_GET
@needs(Duty.SERVICES_SEE)
def circle(request: HttpRequest) -> HttpResponse:
    """十分钟服务圈: the four services, centre by centre, and what one walk is."""
    scope, on = scope_of(request), timezone.localdate()
    page = page_of(queries.centres(scope), keys=("name", "id"), at=request.GET.get("at", ""))
    reaches = queries.reaches(page.rows, on)
    return render(
        request, "centres/circle.html",
        {
            "walk": queries.walk_on(on), "page": page, "rings": Ring.labels,
            "rows": [
                {"centre": row, "missing": [
                    Ring(one).label for one in rules.missing_rings(
                        reaches.get(row.pk, queries.Reach()).rings, Ring.values)]}
                for row in page.rows
            ],
        },
    )  # fmt: skip
