"""How is a system seen? What it asks, how far it reaches, its figures, practice, open matters."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import address
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.declare import Group
from jingwei.kernel.figures.registered import registered
from jingwei.shell.figures.asking import Asking, asking_of
from jingwei.shell.figures.lines import Line, line_of
from jingwei.shell.gate import needs, open_url
from jingwei.shell.systems.declare import SYSTEMS, Coverage, System

PAGE = "systems/system.html"


@dataclass(frozen=True)
class Reach:
    """One coverage as it stands: two figures over the same denominator, and what lies between."""

    title: Any
    means: Any
    formal: Line
    effective: Line

    @property
    def whole(self) -> Any:
        return self.formal.d

    @property
    def gap(self) -> Decimal | None:
        """In percentage points; None where there are too few for a share."""
        formal, effective = self.formal.figure.share, self.effective.figure.share
        return None if formal is None or effective is None else formal - effective


def page(key: str) -> Callable[..., HttpResponse]:
    """The view of one system; a system's ``urls.py`` names it."""

    @require_GET
    @needs(Duty.FIGURES_SEE)
    def home(request: HttpRequest) -> HttpResponse:
        one = SYSTEMS[key]
        asking = asking_of(request)
        return render(request, PAGE, shown(one, asking))

    return home


def shown(one: System, asking: Asking) -> dict[str, Any]:
    """What the page draws; the number of queries does not depend on the size of the tree."""
    today, scope = timezone.localdate(), asking.scope
    return {
        "system": one, "asking": asking,
        "asks": [
            {"text": ask.text, "url": open_url(scope, address(ask.page)) if ask.page else ""}
            for ask in one.asks
        ],
        "doors": doors(one, scope),
        "reaches": [] if asking.on is None else _reaches(one.coverage, asking),
        "panels": [] if asking.on is None else _panels(one.groups, asking),
        "practices": [
            replace(practice, url=open_url(scope, practice.url))
            for practice in (one.practices(scope, today) if one.practices else ())
        ],
        "matters": [matter for source in one.matters for matter in source(scope, today)],
        "definitions_url": asking.url("definitions"),
    }  # fmt: skip


def doors(one: System, scope: Scope) -> list[dict[str, Any]]:
    """The parts that exist and that this post may open."""
    return [
        {"title": door.title, "text": door.text, "url": url}
        for door in one.doors
        if (door.duty is None or scope.holds(door.duty)) and (url := address(door.page))
    ]


def _reaches(coverage: tuple[Coverage, ...], asking: Asking) -> list[Reach]:
    codes = [code for one in coverage for code in (one.formal, one.effective)]
    if not codes:
        return []
    found = asking.figures(codes=codes)
    past = queries.series(asking.org.pk, asking.month, codes=codes)

    def line(code: str) -> Line:
        return line_of(asking, found[asking.org.pk, code], past.get(code, []))

    return [Reach(one.title, one.means, line(one.formal), line(one.effective)) for one in coverage]


def _panels(groups: tuple[Group, ...], asking: Asking) -> list[tuple[Group, list[Line]]]:
    codes = [one.code for group in groups for one in registered().of_group(group)]
    if not codes:
        return []
    found = asking.figures(codes=codes)
    past = queries.series(asking.org.pk, asking.month, codes=codes)
    return [
        (
            group,
            [
                line_of(asking, found[asking.org.pk, one.code], past.get(one.code, []))
                for one in registered().of_group(group)
            ],
        )
        for group in groups
    ]
