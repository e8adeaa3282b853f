"""How does a grid worker see today, note something by hand, and what does the browser keep?"""

from pathlib import Path
from typing import Any
from uuid import uuid4

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.register import register
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import refused
from jingwei.shell.middleware import NEVER
from jingwei.shell.posted import posted
from jingwei.shell.today.desk import sorted_out
from jingwei.systems.community.phone import actions, queries, steps, telling
from jingwei.systems.community.phone.forms import NoteForm
from jingwei.systems.community.phone.kinds import NoteKind
from jingwei.work.matters import receipts

# The one page on which a worker may attach a position by hand; every other page forbids it.
BY_HAND = NEVER.replace("geolocation=()", "geolocation=(self)")
OTHERS, MOST_BARS = 4, 8
MATTERS = ("/matters/", "/flows/matters.matter/")


@require_GET
@needs(Duty.MATTERS_HANDLE)
def home(request: HttpRequest) -> HttpResponse:
    """Today's list, and what the phone keeps for hours without a signal."""
    scope, day = scope_of(request), timezone.localdate()
    grids = _grids(request)
    whole = request.GET.get("all") == "1" or not grids
    rows = queries.at_hand(scope, grids, whole=whole)
    found = queries.jobs(rows, by=scope.account_id, on=day)
    shown, done = found[: queries.SHOWN], queries.done_today(rows, day)
    bars = len(shown) + done
    # What stands above as a matter is not said twice.
    waiting = (c for source in register().concerns for c in source(scope, day))
    desk = sorted_out((c for c in waiting if not c.url.startswith(MATTERS)), day)
    places = queries.places(scope, grids, day)
    response = render(
        request, "phone/today.html",
        {
            "day": day, "grids": grids, "whole": whole, "done": done,
            "cards": shown[: queries.CARDS], "more": shown[queries.CARDS :],
            "is_cut": len(found) > queries.SHOWN, "total": bars,
            "bars": range(bars if bars <= MOST_BARS else 0),
            "others": [*desk.today, *desk.next_days][:OTHERS],
            "gaps": queries.gaps(scope, grids, day), "kinds": NoteKind.choices,
            "steps": steps.offers(),
            "kept": telling.kept(scope, day, grids, shown, places), "short": places.is_cut,
        },
    )  # fmt: skip
    response["Permissions-Policy"] = BY_HAND
    return response


@require_http_methods(["GET", "POST"])
@needs(Duty.MATTERS_HANDLE)
def note(request: HttpRequest) -> HttpResponse:
    """A note by hand: an ordinary form, for browsers without the script."""
    scope, day = scope_of(request), timezone.localdate()
    form = NoteForm(scope, posted(request), initial={"mark": str(uuid4()), "kind": NoteKind.ASKED})
    places = queries.places(scope, _grids(request), day)
    context: dict[str, Any] = {"form": form, "kinds": NoteKind.choices, "places": places}
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.keep_note(
                told=form.told(), mark=form.cleaned_data["mark"], by=scope, at=timezone.now()
            )
        except Refused as refusal:
            return refused(request, refusal, "phone/note.html", context)
        said = {"matter": kept.note.matter, "code": receipts.grouped(kept.receipt)}
        return render(request, "phone/noted.html", said)
    status = 422 if form.is_bound else 200
    return render(request, "phone/note.html", context, status=status)


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """The page that the phone keeps for hours without a signal: it names nobody and nothing."""
    response = render(
        request, "phone/offline.html", {"kinds": NoteKind.choices, "steps": steps.offers()}
    )
    response["Permissions-Policy"] = BY_HAND
    return response


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers without a signal. Its address never changes, so browsers find a
    newer one."""
    found = finders.find("jw/sw.js")
    if not found:
        raise Http404
    response = HttpResponse(Path(str(found)).read_bytes(), content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


def _grids(request: HttpRequest) -> list[Any]:
    person = getattr(request.user, "person_id", None)
    return queries.my_grids(scope_of(request), person, timezone.localdate())
