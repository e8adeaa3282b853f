"""Where and when do delegates receive? For residents, without an account."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jingwei.systems.public_benefit import hours
from jingwei.systems.public_benefit.studios import queries


@never_cache
@require_GET
def studios(request: HttpRequest) -> HttpResponse:
    """Studios by community: place, times, telephone; a name only where the delegate agreed."""
    if settings.JINGWEI_PUBLIC_ALIAS not in settings.DATABASES:
        raise Http404
    part = request.GET.get("part", "").replace("\x00", "").strip()[:40]
    shown = [
        (one, hours.told([tuple(row) for row in one.hours])) for one in queries.shown_publicly(part)
    ]
    return render(request, "studios/public.html", {"shown": shown, "part": part})
