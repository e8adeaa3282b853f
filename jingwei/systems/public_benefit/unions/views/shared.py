"""What do the pages of unions share? A union in sight, their form of a few lines."""

from functools import partial
from typing import Any

from django.http import HttpRequest

from jingwei.kernel.access.duties import Duty
from jingwei.shell import things
from jingwei.shell.things import found, own_org, seen
from jingwei.systems.public_benefit.unions import queries
from jingwei.systems.public_benefit.unions.models import CrossAreaUnion

__all__ = ["KEEP", "acted", "answered", "found", "org_of", "own_org", "union_of"]

KEEP = Duty.BENEFIT_KEEP
org_of = partial(things.org_of, duty=KEEP)
answered = partial(things.answered, page="unions/simple.html")
acted = partial(things.acted, page="unions/simple.html")


def union_of(request: HttpRequest, public_id: Any) -> CrossAreaUnion:
    """A union in sight of this side. Raises: Http404."""
    return seen(queries.union, request, public_id)
