"""What do residents see of centres? No account, no script: a list first, then one thing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jingwei.kernel.papers.qr import qr_path
from jingwei.systems.community.centres import reading
from jingwei.systems.community.centres.rules import Walk
from jingwei.work.matters import door


@never_cache
@require_GET
def services(request: HttpRequest) -> HttpResponse:
    """办什么: nine categories with their items; a word leads to those that have it."""
    now, part = _now(), _word(request, "q")
    found = reading.items(now.date(), part=part)
    shelves: dict[int, list[reading.Told]] = {}
    for row in found:
        shelves.setdefault(row.category_id, []).append(row)
    return render(
        request, "centres/public_services.html",
        {"shelves": list(shelves.values()), "q": part, **_place(request)},
    )  # fmt: skip


@never_cache
@require_GET
def item(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One item: what to bring, what nobody may ask, price, how long, where nearest."""
    now = _now()
    told = reading.item(public_id, now.date())
    if told is None:
        raise Http404
    where = _place(request)
    place = where["place"]
    walk = _walk(now)
    cards = reading.centres(now, walk, item=public_id, place=place.id if place else None)
    return render(
        request, "centres/public_item.html", {"item": told, "cards": cards, "walk": walk, **where}
    )


@never_cache
@require_GET
def centres(request: HttpRequest) -> HttpResponse:
    """在哪办: centres with their hours and whether they are open now, the nearest first."""
    now, part, where = _now(), _word(request, "q"), _place(request)
    place = where["place"]
    walk = _walk(now)
    cards = reading.centres(now, walk, part=part, place=place.id if place else None)
    return render(
        request,
        "centres/public_centres.html",
        {"cards": cards, "q": part, "most": reading.MOST, "walk": walk, **where},
    )


@never_cache
@require_GET
def centre(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One centre: open now, the week, closed days, telephone, all that is done there."""
    return render(request, "centres/public_centre.html", _one(public_id))


@never_cache
@require_GET
def notice(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A sheet for the door, with a sign that leads an old phone's camera to the page."""
    told = _one(public_id)
    address = request.build_absolute_uri(reverse("centres:public-centre", args=[public_id]))
    return render(
        request, "centres/public_notice.html", {**told, "address": address, "qr": qr_path(address)}
    )


def _one(public_id: UUID) -> dict[str, Any]:
    now = _now()
    card = reading.centre(public_id, now, _walk(now))
    if card is None:
        raise Http404
    shelves = reading.done_at(card, now.date())
    return {
        "card": card, "shelves": shelves, "today": now.date(),
        "count": sum(len(rows) for _title, rows in shelves),
    }  # fmt: skip


def _now() -> datetime:
    """The local moment. Without a sign-in of its own to the database the door stays closed."""
    if settings.JINGWEI_PUBLIC_ALIAS not in settings.DATABASES:
        raise Http404
    return timezone.localtime()


def _walk(now: datetime) -> Walk:
    return reading.walk_on(now.date())


def _word(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "").strip()[:40]


def _place(request: HttpRequest) -> dict[str, Any]:
    """Where somebody lives, as far as they say it: a word, places that have it, the one chosen."""
    part, said = _word(request, "near"), _word(request, "place")
    place = None
    if said:
        try:
            place = door.place(UUID(said))
        except ValueError:
            place = None
    named = door.places_named(part) if part and place is None else []
    if len(named) == 1:
        place, named = named[0], []
    return {"place": place, "near": part, "named": named}
