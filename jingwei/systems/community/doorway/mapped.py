"""What is near, where does it lie, is it open now? A map for everybody, drawn by the server.

No account, no script, no tiles, and nobody is asked where they are.
"""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingwei.systems.community.doorway import doors, plan, reading
from jingwei.systems.community.doorway.views import now
from jingwei.work.catalogue import points

A_MINUTE: Final = 60
"""Seconds for which a phone may show the page again without asking: open or not is of a minute."""


@dataclass(frozen=True)
class Choice:
    """One link that narrows the page, and whether it is the one that holds."""

    label: str
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True)
class Asked:
    """What the address says: a sort of doors, a category of the catalogue, only what is open."""

    sort: str = ""
    category: str = ""
    is_open: bool = False

    def but(self, **more: Any) -> str:
        """The address with something changed; empty for all."""
        said = {"sort": self.sort, "for": self.category, "open": "1" if self.is_open else ""} | more
        return "?" + urlencode({key: value for key, value in said.items() if value})


@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """服务地图: which community's? A word of its name or of its town leads to it."""
    part = request.GET.get("q", "").replace("\x00", "").strip()[:40]
    found = reading.communities(part, now().date())
    context = {"rows": found, "q": part, "is_cut": len(found) == reading.MOST, "to_map": True}
    return _kept(render(request, "doorway/communities.html", context))


@require_GET
def home(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The map of one community and the same as a list; ten queries, however many doors."""
    moment = now()
    row = reading.community(public_id, moment.date())
    if row is None:
        raise Http404
    here, asked = doors.doors(row, moment), _asked(request)
    shelves = doors.categories(here.all, moment.date())
    shown = doors.chosen(
        here.all, sort=asked.sort, category=asked.category, only_open=asked.is_open
    )
    areas = reading.areas(row, moment.date())
    placed = [(one.number, one.at) for one in shown if one.at is not None]
    drawn = plan.plan(
        row.outline, [one.outline for one in areas], placed, here.middle, here.walk.reach
    )
    context = {
        "community": row, "doors": shown, "is_cut": len(shown) == doors.MOST, "plan": drawn,
        "pins": [(one, shown[one.number - 1]) for one in drawn.signs] if drawn else [],
        "unplaced": len(shown) - len(placed), "any": bool(here.all), "walk": here.walk,
        "near": doors.near(here.all, here.walk) if here.middle else [],
        "sorts": _sorts(asked, here.all), "asked": asked,
        "categories": _categories(asked, shelves),
        "open_only": Choice(
            _("现在开着的"), asked.but(open="" if asked.is_open else "1"), asked.is_open,
            sum(one.opening.is_open for one in here.all),
        ),
        "rest_day": doors.rest_day(moment.date()), "labels": _labels(),
    }  # fmt: skip
    return _kept(render(request, "doorway/map.html", context))


def _asked(request: HttpRequest) -> Asked:
    """Whatever is no sort and no category is as if it were not said."""
    sort, category = request.GET.get("sort", ""), request.GET.get("for", "")
    try:
        category = str(UUID(category)) if category else ""
    except ValueError:
        category = ""
    known = {one.key for one in points.sorts()}
    return Asked(sort if sort in known else "", category, request.GET.get("open") == "1")


def _labels() -> dict[str, str]:
    return {one.key: str(one.label) for one in points.sorts()}


def _sorts(asked: Asked, rows: tuple[doors.Door, ...]) -> list[Choice]:
    """Everything, and each sort of which there is one here."""
    found = [Choice(_("全部"), asked.but(sort=""), not asked.sort, len(rows))]
    for key, label in _labels().items():
        count = sum(one.point.sort == key for one in rows)
        if count:
            found.append(Choice(label, asked.but(sort=key), asked.sort == key, count))
    return found


def _categories(asked: Asked, shelves: list[doors.Category]) -> list[Choice]:
    if not shelves:
        return []
    return [
        Choice(_("什么都看"), asked.but(**{"for": ""}), not asked.category),
        *(
            Choice(one.title, asked.but(**{"for": one.public_id}), asked.category == one.public_id)
            for one in shelves
        ),
    ]


def _kept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, max_age=A_MINUTE)
    return response
