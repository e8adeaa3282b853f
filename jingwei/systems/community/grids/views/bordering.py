"""Where does the border of a community run? Drawn with a pointer or keys, typed, or pasted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jingwei.kernel.findings import Finding, Refused
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.posted import posted
from jingwei.shell.things import answered
from jingwei.systems.community.grids import borders, corners, geometry, queries, rules
from jingwei.systems.community.grids.forms import BorderForm
from jingwei.systems.community.grids.models import Community
from jingwei.systems.community.grids.sheet import sheet
from jingwei.systems.community.grids.views.shared import KEEP, kept

PAGE = "grids/border.html"


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def border(request: HttpRequest, public_id: Any) -> HttpResponse:
    """划社区边界: corners on the drawing or in lines; looked at first, then drawn from a day on."""
    row: Community = kept(queries.community, request, public_id)
    scope, today = scope_of(request), timezone.localdate()
    former = borders.all_of(row)
    now = borders.present(row)
    form = BorderForm(
        posted(request),
        initial={
            "corners": corners.written(now.outline if now else None), "since": today.isoformat(),
        },
    )  # fmt: skip
    typed, unread = form.outline() if form.is_bound and form.is_valid() else (None, [])
    since = form.cleaned_data["since"] or today if form.is_bound and form.is_valid() else today
    sound = typed if typed and not geometry.outline_findings(typed) else None
    back = reverse("grids:community", args=[public_id])
    context = {
        "community": row, "form": form, "back_url": back, "former": _told(former),
        "sheet": sheet(row, now.outline if now else None, sound, since),
        "area": corners.hectares([sound])[0] if sound else None,
    }  # fmt: skip
    if request.method == "POST" and request.POST.get("do") == "look" and form.is_valid():
        found = unread or borders.border_findings(row, typed, since, now, today)
        context |= {"findings": found, "looked": not found}
        return render(request, PAGE, context, status=422 if found else 200)

    def act() -> tuple[str, str]:
        why = form.cleaned_data["why"].strip()
        lacking = [] if why else [Finding("border.why", "还没有写凭什么划的。", rules.HOUSE)]
        if unread or lacking:
            raise Refused(*unread, *lacking)
        borders.draw_border(
            community=row, outline=typed, since=since, why=why, by=scope, at=timezone.now()
        )
        return back, _("边界已划定。")

    return answered(request, context, act, PAGE)


def _told(former: list[Any]) -> list[tuple[Any, float]]:
    """Every border with its area in hectares, the last first."""
    return list(zip(former, corners.hectares(one.outline for one in former), strict=True))
