"""How is money handed up, hardship proposed, and the use of dues made known?"""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.days import first_of_month
from jingwei.kernel.findings import Refused
from jingwei.kernel.people.models import Person
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.members.refusals import pointed
from jingwei.shell.posted import posted
from jingwei.work.membership.dues import deciding, overview, papers, queries
from jingwei.work.membership.dues.forms import HandForm, ReliefForm
from jingwei.work.membership.dues.kinds import Fund, Handing
from jingwei.work.membership.dues.money import yuan
from jingwei.work.membership.dues.views.finding import org_of
from jingwei.work.membership.dues.views.sheets import FORMATS, as_file

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def hand_up(request: HttpRequest, code: str) -> HttpResponse:
    """记上缴: what is in hand stands there already."""
    org = org_of(request, code)
    hand = {fund: queries.in_hand(org, fund) for fund in Fund.values}
    start = {
        "fund": Fund.DUES, "on": timezone.localdate().isoformat(),
        "cents": f"{yuan(hand[Fund.DUES]):.2f}" if hand[Fund.DUES] > 0 else "",
    }  # fmt: skip
    form = HandForm(posted(request), initial=start)
    context = {"org": org, "form": form, "in_hand": hand[Fund.DUES], "central": hand[Fund.CENTRAL]}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "dues/hand_up.html", context, status=status)
    try:
        deciding.hand_up(org=org, by=scope_of(request), at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return refused(request, pointed(form, refusal), "dues/hand_up.html", context)
    return done(request, reverse("dues:of", args=[code]), _("已记上缴，等上级党委核收。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def relief(request: HttpRequest, code: str) -> HttpResponse:
    """提出减免: said by the branch, decided above."""
    org, today = org_of(request, code), timezone.localdate()
    people = queries.roster_of(org, today.year)
    start = {"since": f"{first_of_month(today):%Y-%m}", "last": f"{today.year}-12",
             "person": _asked(people, request.GET.get("person", ""))}  # fmt: skip
    form = ReliefForm(posted(request), people=people, initial=start)
    context = {"org": org, "form": form}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "dues/relief.html", context, status=status)
    person = next(one for one in people if str(one.pk) == form.cleaned_data["person"])
    try:
        deciding.propose_relief(
            person=Person.everything.select_related("org").get(pk=person.pk), org=org,
            by=scope_of(request), at=timezone.now(), **form.told(),
        )  # fmt: skip
    except Refused as refusal:
        return refused(request, pointed(form, refusal), "dues/relief.html", context)
    return done(request, reverse("dues:of", args=[code]), _("已提出，等上级党委决定。"))


def _asked(people: list[Person], public_id: str) -> str:
    return next((str(one.pk) for one in people if str(one.public_id) == public_id), "")


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def remittances(request: HttpRequest) -> HttpResponse:
    """What was handed up in this part of the tree; what waits stands there to be accepted."""
    state = request.GET.get("state", "")
    rows = queries.remittances(scope_of(request))
    if state in Handing.values:
        rows = rows.filter(state=state)
    page = page_of(rows, keys=("-on", "-id"), at=request.GET.get("at", ""))
    states = Handing.choices
    return render(
        request, "dues/remittances.html", {"page": page, "state": state, "states": states}
    )


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def disclosure(request: HttpRequest, code: str) -> HttpResponse:
    """党费公示: totals of a half-year or a year; nobody's own amount."""
    org = org_of(request, code)
    first, until, said = _span(request)
    told = overview.disclosed(org.path, first, until, timezone.localdate())
    return render(
        request,
        "dues/disclosure.html",
        {"org": org, "told": told, "span": said, "spans": _spans(timezone.localdate())},
    )


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def disclosure_paper(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The same to be put up at the door."""
    org = org_of(request, code)
    if kind not in FORMATS:
        raise Http404
    first, until, _said = _span(request)
    told = overview.disclosed(org.path, first, until, timezone.localdate())
    return as_file(papers.disclosure(org, told), f"{org}党费收缴公示", kind)


def _spans(today: date) -> list[tuple[str, str]]:
    """This year and last, each whole and by halves; nothing that has not begun."""
    found: list[tuple[str, str]] = []
    for year in (today.year, today.year - 1):
        if year < today.year or today.month > 6:
            found.append((f"{year}-2", _("{year}年下半年").format(year=year)))
        found.append((f"{year}-1", _("{year}年上半年").format(year=year)))
        found.append((f"{year}", _("{year}年全年").format(year=year)))
    return found


def _span(request: HttpRequest) -> tuple[date, date, str]:
    choices = _spans(timezone.localdate())
    asked: Any = request.GET.get("span", "")
    said = asked if asked in dict(choices) else choices[0][0]
    year, _dash, half = said.partition("-")
    first = date(int(year), 7 if half == "2" else 1, 1)
    until = date(int(year), 7, 1) if half == "1" else date(int(year) + 1, 1, 1)
    return first, until, said
