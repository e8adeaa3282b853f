"""Organisational life as it was known on a day: one page, one CSV file."""

import csv
import io
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs.queries import organisation
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.orgs.days import day_of, read
from jingwei.work.meetings.known import SIZE, Held, added_since, held_known

FORMULA = ("=", "+", "-", "@")
MOST = 10_000


@require_GET
@needs(Duty.MEMBERS_SEE)
def page(request: HttpRequest, code: str) -> HttpResponse:
    """``?on=`` meetings up to this day, ``?known=`` as known at the end of this, ``?format=csv``,
    ``?after=2026-11-02.17`` the last row of the page before."""
    scope, day = scope_of(request), day_of(request)
    org = organisation(scope, code)
    if org is None:
        raise Http404
    asked = read(request.GET.get("known", "")[:20])
    known = asked if asked and asked <= day.today else day.today
    told: dict[str, Any] = {"under": org.path, "on": day.on, "known": known}
    if request.GET.get("format") == "csv":
        return _csv(code, day.on, known, held_known(scope, **told, most=MOST))
    rows = held_known(scope, **told, before=_before(request.GET.get("after", "")), most=SIZE + 1)
    own = reverse("meetings:known", args=[code])
    said = {"on": day.on.isoformat(), "known": known.isoformat()}
    more = f"{rows[SIZE - 1].on.isoformat()}.{rows[SIZE - 1].id}" if len(rows) > SIZE else ""
    context = {
        "org": org, "day": day, "known": known, "rows": rows[:SIZE],
        "added": added_since(scope, **told),
        "next_url": f"{own}?{urlencode(said | {'after': more})}" if more else "",
        "csv_url": f"{own}?{urlencode(said | {'format': 'csv'})}",
        "crumbs": [{"label": _("组织生活"), "url": reverse("meetings:of", args=[code])},
                   {"label": _("当时掌握的情况"), "url": ""}],
    }  # fmt: skip
    return render(request, "meetings/known.html", context)


def _before(text: str) -> tuple[date, int] | None:
    on, _dot, number = text[:40].partition(".")
    day = read(on)
    return (day, int(number)) if day and number.isascii() and number.isdigit() else None


def _csv(code: str, on: date, known: date, rows: list[Held]) -> HttpResponse:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(
        [_("日期"), _("组织"), _("会议类型"), _("议题"), _("状态"), _("实到"), _("应到"),
         _("看的日子"), _("掌握的日子")]
    )  # fmt: skip
    for row in rows:
        cells = [row.on, row.org_name, row.kind_labels, row.topic, row.state_label, row.present,
                 row.expected, on, known]  # fmt: skip
        table.writerow([_plain(cell) for cell in cells])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="meetings-{code}-{on}-{known}.csv"'
    return answer


def _plain(cell: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    said = str(cell)
    return f"'{said}" if said.startswith(FORMULA) else said
