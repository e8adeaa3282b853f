"""How do workers see, take and look after what people ask?"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Finding
from jingwei.kernel.flows import queries as flow_queries
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import count_capped, page_of
from jingwei.work.matters import actions, alike, asking, own_actions, queries, receipts
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import Channel, Kind
from jingwei.work.matters.models import Matter

UNPROCESSABLE = 422
VIEWS = (queries.NEW, queries.OPEN, queries.LATE, queries.DONE)
DOORS = (Channel.WINDOW, Channel.PHONE, Channel.GRID, Channel.DELEGATE)


@require_GET
@needs(Duty.MATTERS_SEE)
def home(request: HttpRequest) -> HttpResponse:
    """The worklist of the acting post."""
    scope, today = scope_of(request), timezone.localdate()
    view = request.GET.get("view", queries.OPEN)
    view = view if view in VIEWS else queries.OPEN
    asked = {"on": today, "mine": request.GET.get("mine") == "1", "at": _place_asked(request)}
    rows = queries.matters(scope, view=view, **asked)
    page = page_of(rows, keys=("-received_at", "-id"), at=request.GET.get("at", ""))
    due = queries.due_of(page.rows)
    for row in page.rows:
        row.due = due.get(row.public_id)
        row.is_late = row.due is not None and row.due.due_on < today
    return render(
        request, "matters/list.html",
        {
            "page": page, "view": view, "today": today, **asked,
            "counts": {
                one: count_capped(queries.matters(scope, view=one, **asked))
                for one in (queries.NEW, queries.OPEN, queries.LATE)
            },
            "may_handle": scope.holds(Duty.MATTERS_HANDLE),
        },
    )  # fmt: skip


def _place_asked(request: HttpRequest) -> Unit | None:
    """The community that the list is narrowed to. Raises: Http404."""
    which = request.GET.get("place", "")
    if not which:
        return None
    try:
        found = queries.place(scope_of(request), UUID(which))
    except ValueError as odd:
        raise Http404 from odd
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@needs(Duty.MATTERS_HANDLE)
def intake(request: HttpRequest) -> HttpResponse:
    """At the window or on the telephone: one question a page, then the receipt to hand over."""
    scope = scope_of(request)
    said: Mapping[str, Any] = request.POST if request.method == "POST" else request.GET
    channel = str(said.get("channel", Channel.WINDOW))
    channel = channel if channel in DOORS else Channel.WINDOW
    state = asking.asked(
        said,
        find=lambda which: queries.place(scope, UUID(which)),
        named=lambda part: queries.places(scope, part),
        check=_check,
    )  # fmt: skip
    if request.method == "POST" and state.step == asking.SEND:
        return _take(request, state, Channel(channel))
    context = {
        "asking": state, "channel": channel, "doors": [(d, d.label) for d in DOORS],
        "mark": asking.mark_of(said),
    }  # fmt: skip
    status = UNPROCESSABLE if state.findings else 200
    return render(
        request, "matters/intake.html", {**context, "findings": state.findings}, status=status
    )


def _check(told: Mapping[str, str], place: Unit | None) -> list[Finding]:
    return actions.findings_of(_told(told, place))


def _told(told: Mapping[str, str], place: Unit | None) -> actions.Told:
    return actions.Told(
        asked=told["asked"], place=place, spot=told["spot"], name=told["name"], phone=told["phone"]
    )


def _take(request: HttpRequest, state: asking.Asking, channel: Channel) -> HttpResponse:
    scope = scope_of(request)
    own = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    org = state.place.org if state.place is not None else own
    if org is None:
        raise Http404
    told, mark = _told(state.told, state.place), asking.mark_of(request.POST)

    def take(code: str) -> Matter:
        return actions.receive_matter(
            org=org, told=told, channel=channel, by=scope, at=timezone.now(), receipt=code
        )[0]

    row, code = actions.receive_once(mark=mark, told=told, by=scope, take=take)
    return render(request, "matters/receipt.html", {"matter": row, "code": receipts.grouped(code)})


@require_GET
@needs(Duty.MATTERS_SEE)
def matter(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One matter: what was asked, where it stands, and what can be done next."""
    return render(request, "matters/matter.html", _shown(request, _matter(request, public_id)))


@require_POST
@needs(Duty.MATTERS_HANDLE)
def contact(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show name and telephone once; the look is written down."""
    row = _matter(request, public_id)
    shown = actions.show_contact(matter=row, by=scope_of(request), at=timezone.now())
    return render(request, "matters/matter.html", {**_shown(request, row), "contact": shown})


def _shown(request: HttpRequest, row: Matter) -> dict[str, Any]:
    scope, now = scope_of(request), timezone.now()
    case = flow_queries.case_of(MATTER, row)
    look = flow_queries.look_at(MATTER, row, case, by=scope, at=now)
    return {
        "matter": row, "host": Organisation.objects.within(scope).filter(pk=row.host_id).first(),
        "asked": actions.asked_of(row), "named": actions.named(row),
        "case": case, "offers": [one for one in flow_queries.offers(look) if one.is_mine],
        "due": queries.due_of([row]).get(row.public_id), "today": timezone.localdate(),
        "events": [
            {"what": str(look.label_of(one.verb)), "at": one.at, "who": one.actor_name or _("系统")}
            for one in reversed(look.history)
        ],
        "may_handle": scope.holds(Duty.MATTERS_HANDLE),
        "alike": alike.alike(scope, row), "same_as": alike.same_as(scope, row),
        "own": own_actions.own_of(row), "labour": own_actions.mediation_of(row),
        "papers": own_actions.papers_of(row) if row.kind == Kind.PROXY else [],
    }  # fmt: skip


def _matter(request: HttpRequest, public_id: UUID) -> Matter:
    row = queries.matter(scope_of(request), public_id)
    if row is None:
        raise Http404
    return row
