"""How do workers see and look after what people ask?"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows import queries as flow_queries
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import count_capped, page_of
from jingwei.work.matters import actions, alike, leads, own_actions, petitions, queries, stations
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import Kind, State
from jingwei.work.matters.models import Matter

VIEWS = (queries.NEW, queries.OPEN, queries.LATE, queries.DONE, queries.ALL)


@require_GET
@needs(Duty.MATTERS_SEE)
def home(request: HttpRequest) -> HttpResponse:
    """The worklist of the acting post."""
    scope, today = scope_of(request), timezone.localdate()
    view = request.GET.get("view", queries.OPEN)
    view = view if view in VIEWS else queries.OPEN
    asked: dict[str, Any] = {
        "on": today,
        "mine": request.GET.get("mine") == "1",
        "at": _place_asked(request),
    }
    station = _station_asked(request)
    asked["station"] = station.public_id if station else None
    rows = queries.matters(scope, view=view, **asked)
    page = page_of(rows, keys=("-received_at", "-id"), at=request.GET.get("at", ""))
    due = queries.due_of(page.rows)
    for row in page.rows:
        row.due = due.get(row.public_id)
        row.is_late = row.due is not None and row.due.due_on < today
    return render(
        request, "matters/list.html",
        {
            "page": page, "view": view, "today": today, **asked, "station": station,
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


def _station_asked(request: HttpRequest) -> stations.Station | None:
    """The station that the list is narrowed to. Raises: Http404."""
    which = request.GET.get("station", "")
    if not which:
        return None
    try:
        found = stations.within(scope_of(request), UUID(which))
    except ValueError as odd:
        raise Http404 from odd
    if found is None:
        raise Http404
    return found


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
        "answering": leads.answering(scope, row),
        "station_page": stations.page() if stations.within(scope, row.station) else "",
        "ask_page": leads.page() if row.place_id and not row.closed_on else "",
        "alike": alike.alike(scope, row), "same_as": alike.same_as(scope, row),
        "own": own_actions.own_of(row), "labour": own_actions.mediation_of(row),
        "papers": own_actions.papers_of(row) if row.kind == Kind.PROXY else [],
        "petition": petitions.petition_of(row) if row.state == State.REDIRECTED else None,
        "may_petition": row.state in (State.RECEIVED, State.ACCEPTED),
    }  # fmt: skip


def _matter(request: HttpRequest, public_id: UUID) -> Matter:
    row = queries.matter(scope_of(request), public_id)
    if row is None:
        raise Http404
    return row
