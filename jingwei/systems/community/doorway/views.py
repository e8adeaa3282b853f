"""Who looks after my street, whom do I call, where do I ask? Without an account, without script."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jingwei.systems.community.centres import reading as centres
from jingwei.systems.community.doorway import drawing, reading

NEAREST, MINUTES = 2, 20
"""At most so many centres, none but the nearest farther away on foot than this."""


@never_cache
@require_GET
def communities(request: HttpRequest) -> HttpResponse:
    """找社区: a word of its name or of its town leads to it."""
    on, part = now().date(), request.GET.get("q", "").strip()[:40]
    found = reading.communities(part, on)
    context = {"rows": found, "q": part, "is_cut": len(found) == reading.MOST}
    return render(request, "doorway/communities.html", context)


@never_cache
@require_GET
def community(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One community: who leads each grid, the supervision line, the centre, how to ask."""
    moment = now()
    row = reading.community(public_id, moment.date())
    if row is None:
        raise Http404
    areas = reading.areas(row, moment.date())
    cards = centres.centres(moment, centres.walk_on(moment.date()), place=row.unit_row)
    near = [one for one in cards if one.minutes is not None and one.minutes <= MINUTES]
    context = {
        "community": row, "areas": areas, "sketch": drawing.sketch(row.outline, areas),
        "cards": near[:NEAREST] or cards[:1],
        "teams": reading.teams(row, moment.date()),
    }  # fmt: skip
    return render(request, "doorway/community.html", context)


def now() -> datetime:
    """The local moment. Without a sign-in of its own to the database the door stays closed."""
    if settings.JINGWEI_PUBLIC_ALIAS not in settings.DATABASES:
        raise Http404
    return timezone.localtime()
