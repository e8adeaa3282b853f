"""Which numbers of the law hold on a day, how were they before, and who changes them?"""

from collections import Counter
from datetime import date, timedelta
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
from jingwei.kernel.register import touched
from jingwei.kernel.rulebook import change_actions as actions
from jingwei.kernel.rulebook import queries
from jingwei.kernel.rulebook.later import LATER
from jingwei.kernel.rulebook.models import Chapter, Mark, Rule, RuleChange
from jingwei.kernel.rulebook.names import NAMES
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.members import refusals
from jingwei.shell.orgs.days import day_of
from jingwei.shell.rulebook.forms import ChangeForm, DecideForm, typed_of

UNPROCESSABLE: Final = 422
MARK_STATE: Final = {
    Mark.VERIFIED: "ok", Mark.SECONDARY: "due", Mark.GENERAL: "warn", Mark.PROPOSAL: "info",
}  # fmt: skip


@require_GET
@needs()
def home(request: HttpRequest) -> HttpResponse:
    """制度数字: all numbers by chapter, in force on a day; one query."""
    day, mark = day_of(request), request.GET.get("mark", "")
    rows = queries.all_on(day.on)
    counts = Counter(rule.mark for rule in rows)
    shown = [rule for rule in rows if not mark or rule.mark == mark]
    chapters = [
        (key, title, [_line(rule) for rule in shown if rule.chapter == key])
        for key, title in Chapter.choices
    ]
    marks = [
        {"key": key, "label": title, "count": counts[key], "state": MARK_STATE[Mark(key)],
         "current": key == mark, "means": MEANS[Mark(key)]()}
        for key, title in Mark.choices
    ]  # fmt: skip
    context = {
        "day": day, "marks": marks, "mark": mark, "total": len(rows),
        "chapters": [one for one in chapters if one[2]], "may_keep": _may_keep(request),
        "crumbs": [{"label": _("制度数字")}],
    }  # fmt: skip
    return render(request, "rulebook/home.html", context)


MEANS: Final = {
    Mark.VERIFIED: lambda: _("读到过文件原文或官方发布"),
    Mark.SECONDARY: lambda: _("只在别处的引用里见过，用前请找原文"),
    Mark.GENERAL: lambda: _("各地这样做，没有找到文件"),
    Mark.PROPOSAL: lambda: _("没有规定，本系统先这样定，可以改"),
}


@require_GET
@needs()
def number(request: HttpRequest, name: str) -> HttpResponse:
    """One number: what holds now, all versions, what waits."""
    versions = _versions(name)
    today = timezone.localdate()
    now = [rule for rule in versions if queries.holds(rule, today)]
    context = {
        "name": name, "title": versions[0].title, "words": (now or versions)[0].words,
        "now": [_line(rule) for rule in now], "versions": [_line(rule) for rule in versions],
        "later": LATER.get(name, ""), "waiting": [
            row for row in queries.changes_of(name) if row.outcome == RuleChange.Outcome.OPEN
        ],
        "decided": [
            row for row in queries.changes_of(name) if row.outcome != RuleChange.Outcome.OPEN
        ],
        "may_keep": _may_keep(request), "crumbs": _crumbs({"label": _(versions[0].title)}),
    }  # fmt: skip
    return render(request, "rulebook/number.html", context)


@require_http_methods(["GET", "POST"])
@needs(Duty.RULES_KEEP)
def change(request: HttpRequest, name: str) -> HttpResponse:
    """Ask for a new version; the second person sees what it would touch before deciding."""
    scope = _keeper(request)
    rule = _in_force(name, request.GET.get("place", ""))
    start = {"value": typed_of(rule), "source": rule.source, "mark": rule.mark,
             "words": rule.words}  # fmt: skip
    form = ChangeForm(request.POST or None, rule=rule, initial=start)
    context = {"form": form, "rule": rule, "line": _line(rule), "crumbs": _crumbs(
        {"label": _(rule.title), "url": reverse("rulebook:number", args=[name])},
        {"label": _("提出修改")},
    )}  # fmt: skip
    if request.method == "GET":
        return render(request, "rulebook/change.html", context)
    if not form.is_valid():
        return render(request, "rulebook/change.html", context, status=UNPROCESSABLE)
    try:
        asked = actions.ask_rule_change(**form.told(), by=scope, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusals.pointed(form, refusal), "rulebook/change.html", context)
    url = reverse("rulebook:decide", args=[asked.public_id])
    return done(request, url, _("已提出，等另一个人核定；核定前数不变。"))


@require_GET
@needs(Duty.RULES_KEEP)
def changes(request: HttpRequest) -> HttpResponse:
    """What waits for a second person."""
    scope = _keeper(request)
    rows = [
        {"row": row, "mine": row.asked_by_id == scope.account_id} for row in queries.open_changes()
    ]
    context = {"rows": rows, "crumbs": _crumbs({"label": _("修改核定")})}
    return render(request, "rulebook/changes.html", context)


@require_http_methods(["GET", "POST"])
@needs(Duty.RULES_KEEP)
def decide(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One change: before and after, open matters it touches, the decision of another account."""
    scope = _keeper(request)
    row = RuleChange.objects.filter(public_id=public_id).select_related("asked_by", "decided_by")
    asked = row.first()
    if asked is None:
        raise Http404
    is_open = asked.outcome == RuleChange.Outcome.OPEN
    mine = asked.asked_by_id == scope.account_id
    form = DecideForm(request.POST or None)
    context = {
        "asked": asked, "form": form, "is_open": is_open, "may_decide": is_open and not mine,
        "before": _before(asked), "state": MARK_STATE[Mark(asked.mark)],
        "touched": touched(scope, actions.proposed(asked)) if is_open else [],
        "crumbs": _crumbs({"label": _("修改核定"), "url": reverse("rulebook:changes")},
                          {"label": _(asked.title)}),
    }  # fmt: skip
    if request.method == "GET":
        return render(request, "rulebook/decide.html", context)
    if not form.is_valid():
        return render(request, "rulebook/decide.html", context, status=UNPROCESSABLE)
    agree = form.cleaned_data["agree"] == "yes"
    try:
        actions.decide_rule_change(
            change=asked, agree=agree, answer=form.cleaned_data["answer"], by=scope,
            at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return refused(request, refusals.pointed(form, refusal), "rulebook/decide.html", context)
    said = _("已同意，从写明的那天起按新数。") if agree else _("已答复不同意，数没有变。")
    return done(request, reverse("rulebook:number", args=[asked.name]), said)


def _line(rule: Rule) -> dict[str, Any]:
    held = rule.held
    return {
        "rule": rule, "state": MARK_STATE[Mark(rule.mark)], "title": _(rule.title),
        "said": rule.said, "words": _(rule.words) if rule.words else "",
        "since": held.lower, "replaced": held.isempty,
        "until": held.upper - timedelta(days=1) if held.upper else None,
    }  # fmt: skip


def _versions(name: str) -> list[Rule]:
    if name not in NAMES or not (found := queries.versions_of(name)):
        raise Http404
    return found


def _in_force(name: str, place: str) -> Rule:
    """The version to start from: of the place, in force, else any."""
    found = [rule for rule in _versions(name) if rule.place == place] or _versions(name)
    today = timezone.localdate()
    return next((rule for rule in found if queries.holds(rule, today)), found[0])


def _before(asked: RuleChange) -> Rule | None:
    day: date = asked.from_on
    known = [rule for rule in queries.versions_of(asked.name) if rule.place == asked.place]
    return next((rule for rule in known if queries.holds(rule, day)), None)


def _may_keep(request: HttpRequest) -> bool:
    return actions.is_keeper(scope_of(request))


def _keeper(request: HttpRequest) -> Any:
    scope = scope_of(request)
    if not actions.is_keeper(scope):
        raise PermissionDenied
    return scope


def _crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    return [{"label": _("制度数字"), "url": reverse("rulebook:home")}, *more]
