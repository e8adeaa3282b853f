"""What do the pages of the network share? Stations kept here, their form of a few lines."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from jingwei.kernel.access.duties import Duty
from jingwei.shell import things
from jingwei.shell.things import found
from jingwei.systems.public_benefit.network import queries
from jingwei.systems.public_benefit.network.models import Station

__all__ = ["KEEP", "answered", "form_of", "found", "kept", "org_of", "page_of_station"]

KEEP = Duty.BENEFIT_KEEP
org_of = partial(things.org_of, duty=KEEP)
answered = partial(things.answered, page="network/form.html")


def kept(request: HttpRequest, public_id: Any) -> Station:
    """A station in sight that is kept here. Raises: Http404, PermissionDenied."""
    return things.kept(queries.station, request, public_id, KEEP)


def page_of_station(row: Station) -> str:
    return reverse("network:station", args=[row.public_id])


def form_of(form: Any, of: Any, title: str, button: str, back: str) -> dict[str, Any]:
    return {"form": form, "org": of, "title": title, "button": button, "back_url": back}
