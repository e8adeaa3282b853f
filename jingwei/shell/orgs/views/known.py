"""How did an organisation stand on a day, as it was known on another? One page, one CSV file."""

import csv
import io
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.days import local_day
from jingwei.kernel.orgs import known, queries
from jingwei.kernel.orgs.kinds import OrgKind
from jingwei.kernel.people.kinds import Category, Home
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.orgs import addresses
from jingwei.shell.orgs.days import day_of, read
from jingwei.shell.orgs.events import tie_words

FORMULA = ("=", "+", "-", "@")


@require_GET
@needs(Duty.ORGS_SEE)
def page(request: HttpRequest, code: str) -> HttpResponse:
    """``?on=`` the day looked at, ``?known=`` the day on which it was known, ``?format=csv``."""
    scope, day = scope_of(request), day_of(request)
    org = queries.organisation(scope, code)
    if org is None:
        raise Http404
    asked = read(request.GET.get("known", "")[:20])
    as_known = asked if asked and asked <= day.today else day.today
    with_people = scope.holds(Duty.MEMBERS_SEE, org.path)
    then = known.standing(scope, org, day.on, as_known, with_people=with_people)
    since = known.known_since(org)
    rows = _rows(then, day.on)
    if request.GET.get("format") == "csv":
        return _csv(org.code, day.on, as_known, rows)
    now = _rows(known.standing(scope, org, day.on, day.today, with_people=with_people), day.on)
    organisations, members = known.counts_known(scope, org, day.on, as_known)
    context = {
        "org": org, "day": day, "known": as_known, "then": then, "rows": rows,
        "later": [row for row in now if row not in rows],
        "withdrawn": [row for row in rows if row not in now],
        "since": local_day(since) if since else None, "organisations": organisations,
        "members": members, "with_people": with_people,
        "csv_url": addresses.page(org.code, "known", on=day.on, known=as_known, format="csv"),
        "crumbs": [{"label": str(org), "url": addresses.page(org.code)},
                   {"label": _("当时掌握的情况"), "url": ""}],
    }  # fmt: skip
    return render(request, "orgs/known.html", context)


def _rows(then: known.Standing, on: date) -> list[tuple[str, str, str]]:
    """The whole standing as lines: what, who or which, since when."""
    if not then.name:
        return []
    kind = str(OrgKind(then.kind).label) if then.kind in OrgKind.values else then.kind
    rows = [(_("名称"), then.name, kind)]
    rows += [
        (_("隶属上级") if tie.kind == "leads" else tie_words(tie),
         tie.name or _("不在视野内的组织"), _since(tie.since))
        for tie in then.ties
    ]  # fmt: skip
    if then.due_on:
        rows.append((_("任期至"), then.due_on.isoformat(), ""))
    rows += [(seat.label, seat.name or _("空缺"), _since(seat.since)) for seat in then.seats]
    rows += [
        (_("党员"), one.name,
         _("；").join(part for part in (
             str(Category(one.category).label),
             "" if one.kind == Home.HOME else str(Home(one.kind).label), _since(one.since),
         ) if part))
        for one in then.members
    ]  # fmt: skip
    rows += [(_("下设"), node.name, str(OrgKind(node.kind).label)) for node in then.below]
    return rows


def _since(day: date | None) -> str:
    return _("{day} 起").format(day=day) if day else ""


def _csv(code: str, on: date, as_known: date, rows: list[tuple[str, str, str]]) -> HttpResponse:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow([_("内容"), _("名称"), _("说明"), _("看的日子"), _("掌握的日子")])
    for row in rows:
        table.writerow([*(_plain(cell) for cell in row), on, as_known])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}-{on}-{as_known}.csv"'
    return answer


def _plain(cell: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    said = str(cell)
    return f"'{said}" if said.startswith(FORMULA) else said
