"""What do the pages of the network share? Stations kept here, what a form of a few lines does."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from jingwei.kernel.access.duties import Duty
from jingwei.shell import things
from jingwei.shell.things import form_of, found
from jingwei.systems.public_benefit.network import queries
from jingwei.systems.public_benefit.network.models import Station

__all__ = [
    "KEEP", "acted", "answered", "form_of", "found", "kept", "org_of", "page_of_station",
]  # fmt: skip

KEEP = Duty.BENEFIT_KEEP
org_of = partial(things.org_of, duty=KEEP)
answered = partial(things.answered, page="network/form.html")
acted = partial(things.acted, page="network/form.html")


def kept(request: HttpRequest, public_id: Any) -> Station:
    """A station in sight that is kept here. Raises: Http404, PermissionDenied."""
    return things.kept(queries.station, request, public_id, KEEP)


def page_of_station(row: Station) -> str:
    return reverse("network:station", args=[row.public_id])
