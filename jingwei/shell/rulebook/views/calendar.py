"""Which days are worked in a year, and how is a day or a whole year entered?"""

import calendar as weeks_of
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.register import Touched, touched
from jingwei.kernel.rulebook import calendar_actions as actions
from jingwei.kernel.rulebook import calendar_queries as queries
from jingwei.kernel.rulebook import calendar_source
from jingwei.kernel.rulebook.calendar import Days, working_days_between
from jingwei.kernel.rulebook.change_actions import is_keeper
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.members import refusals
from jingwei.shell.rulebook.forms import DayForm, YearForm, lines_of

UNPROCESSABLE: Final = 422
FIRST, LAST = 2000, 2100


@require_GET
@needs()
def calendar(request: HttpRequest, year: int) -> HttpResponse:
    """工作日历: the months of a year, its arranged days, its source; three queries."""
    _in_reach(year)
    days, row = queries.days(), queries.year_row(year)
    arranged = queries.days_of(year)
    names = {one.day: one.name for one in arranged}
    context = {
        "year": year, "row": row, "arranged": arranged, "may_keep": is_keeper(scope_of(request)),
        "months": [_month(year, month, days, names) for month in range(1, 13)],
        "count": working_days_between(date(year, 1, 1), date(year + 1, 1, 1), days),
        "swapped": sum(one.is_working for one in arranged),
        "before": year - 1 if year > FIRST else None, "after": year + 1 if year < LAST else None,
        "packaged": year in calendar_source.years(), "crumbs": _crumbs({"label": str(year)}),
    }  # fmt: skip
    return render(request, "rulebook/calendar.html", context)


@require_http_methods(["GET", "POST"])
@needs(Duty.RULES_KEEP)
def change_day(request: HttpRequest, year: int) -> HttpResponse:
    """Change one day; clocks that would move are shown first, and none is moved by itself."""
    scope = _keeper(request, year)
    form = DayForm(request.POST or None, initial={"day": request.GET.get("day", "")[:10]})
    context = {"form": form, "year": year, "title": _("改一天"), "submit": _("保存"),
               "crumbs": _crumbs(_year(year), {"label": _("改一天")})}  # fmt: skip
    if request.method == "GET":
        return render(request, "rulebook/calendar_change.html", context)
    if not form.is_valid():
        return render(request, "rulebook/calendar_change.html", context, status=UNPROCESSABLE)
    day, is_working = form.cleaned_data["day"], form.is_working
    moved = touched(scope, actions.day_proposed(day, is_working))
    if _must_be_shown(request, moved):
        return render(request, "rulebook/calendar_change.html", context | {"touched": moved})
    said = {name: form.cleaned_data[name] for name in ("name", "reason")}
    try:
        actions.set_day(day=day, is_working=is_working, **said, by=scope, at=timezone.now())
    except Refused as refusal:
        shown = refusals.pointed(form, refusal)
        return refused(request, shown, "rulebook/calendar_change.html", context)
    return done(request, reverse("rulebook:calendar", args=[day.year]), _("日历已改。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.RULES_KEEP)
def enter_year(request: HttpRequest, year: int) -> HttpResponse:
    """Enter a whole year; what the installed package knows of it stands in the form already."""
    scope = _keeper(request, year)
    form = YearForm(request.POST or None, initial=_start(year))
    context = {"form": form, "year": year, "title": _("录入全年"), "submit": _("录入"),
               "crumbs": _crumbs(_year(year), {"label": _("录入全年")})}  # fmt: skip
    if request.method == "GET":
        return render(request, "rulebook/calendar_change.html", context)
    if not form.is_valid():
        return render(request, "rulebook/calendar_change.html", context, status=UNPROCESSABLE)
    moved = touched(scope, actions.year_proposed(year, form.cleaned_data["days"]))
    if _must_be_shown(request, moved):
        return render(request, "rulebook/calendar_change.html", context | {"touched": moved})
    try:
        actions.enter_year(year=year, **form.cleaned_data, by=scope, at=timezone.now())
    except Refused as refusal:
        shown = refusals.pointed(form, refusal)
        return refused(request, shown, "rulebook/calendar_change.html", context)
    return done(request, reverse("rulebook:calendar", args=[year]), _("全年已录入。"))


def _must_be_shown(request: HttpRequest, moved: list[Touched]) -> bool:
    return bool(moved) and request.POST.get("seen") != "yes"


def _start(year: int) -> dict[str, str]:
    known = queries.days_of(year)
    if known:
        row = queries.year_row(year)
        return {"days": lines_of(known), "source": row.source if row else ""}
    if year in calendar_source.years():
        return {"days": lines_of(calendar_source.days_of(year)),
                "source": calendar_source.source_of(year)}  # fmt: skip
    return {}


def _month(year: int, month: int, days: Days, names: dict[date, str]) -> dict[str, Any]:
    """A month in weeks from Monday; None beside the month."""
    weeks = [
        [_cell(day, days, names) if day.month == month else None for day in week]
        for week in weeks_of.Calendar().monthdatescalendar(year, month)
    ]
    until = date(year + month // 12, month % 12 + 1, 1)
    return {"first": date(year, month, 1), "weeks": weeks,
            "count": working_days_between(date(year, month, 1), until, days)}  # fmt: skip


def _cell(day: date, days: Days, names: dict[date, str]) -> dict[str, Any]:
    is_working, is_weekend = days.is_working(day), day.weekday() >= 5
    kind = "swap" if is_working and is_weekend else "rest" if day in names else ""
    return {"day": day, "kind": kind or ("weekend" if is_weekend else ""),
            "name": names.get(day, "")}  # fmt: skip


def _in_reach(year: int) -> None:
    if not FIRST <= year <= LAST:
        raise Http404


def _keeper(request: HttpRequest, year: int) -> Any:
    scope = scope_of(request)
    if not is_keeper(scope):
        raise PermissionDenied
    _in_reach(year)
    return scope


def _year(year: int) -> dict[str, str]:
    return {"label": str(year), "url": reverse("rulebook:calendar", args=[year])}


def _crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"label": _("制度数字"), "url": reverse("rulebook:home")},
        {"label": _("工作日历")},
        *more,
    ]
