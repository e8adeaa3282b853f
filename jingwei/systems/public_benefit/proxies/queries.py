"""Which errands wait for somebody, which run, whose papers are still here, who runs them? Reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Exists, OuterRef, Q, QuerySet, Subquery

from jingwei.kernel.access.scope import Scope
from jingwei.systems.public_benefit.proxies.kinds import View
from jingwei.systems.public_benefit.proxies.models import ProxyAgent, ProxyErrand
from jingwei.work.matters import queries as matters
from jingwei.work.matters.door import as_public
from jingwei.work.matters.kinds import Kind
from jingwei.work.matters.models import Matter, ProxyCase, ProxyPaper

MOST_SHOWN = 200


def agents(scope: Scope, on: date) -> QuerySet[ProxyAgent]:
    """Who runs errands on a day, for a page by key (``name``, ``id``)."""
    rows = ProxyAgent.objects.within(scope).filter(held__contains=on)
    return rows.select_related("org", "unit")


def agent(scope: Scope, public_id: Any) -> ProxyAgent:
    """Raises: ProxyAgent.DoesNotExist out of sight."""
    found: ProxyAgent = (
        ProxyAgent.objects.within(scope).select_related("org", "unit").get(public_id=public_id)
    )
    return found


def agents_for(scope: Scope, matter: Matter, on: date) -> list[ProxyAgent]:
    """Who may take an errand: those of its place first, then the others in sight."""
    rows = list(agents(scope, on).order_by("name", "id")[:200])
    return sorted(rows, key=lambda one: one.unit_id != matter.place_id)


def in_hand(rows: Iterable[ProxyAgent]) -> dict[int, int]:
    """How many errands each of these agents runs; one query."""
    found = ProxyErrand.everything.filter(
        agent__in=[row.pk for row in rows], handed_on=None, matter__kind=Kind.PROXY
    ).filter(matter__closed_on=None)  # fmt: skip
    return {one["agent"]: one["n"] for one in found.values("agent").annotate(n=Count("id"))}


def _errand(**more: Any) -> Exists:
    return Exists(ProxyErrand.everything.filter(matter=OuterRef("pk"), **more))


def _papers_out() -> Exists:
    return Exists(ProxyPaper.objects.filter(matter=OuterRef("pk"), how=""))


def cases(scope: Scope, view: str) -> Any:
    """Matters of the kind proxy in one part of the list, for a page by key (``-received_at``,
    ``-id``)."""
    rows = matters.in_sight(scope).filter(kind=Kind.PROXY)
    handed = _errand(handed_on__isnull=False)
    if view == View.NEW:
        return rows.filter(closed_on=None).exclude(_errand())
    if view == View.RUNNING:
        return rows.filter(_errand(handed_on=None), closed_on=None)
    if view == View.PAPERS:
        # Closed first: most are, and of those no errand is looked up.
        rows = rows.filter(_papers_out()).filter(Q(closed_on__isnull=False) | Q(handed))
        return rows.select_related(None).prefetch_related("org", "place")  # of a page, not of all
    return rows.filter(handed)


def with_papers(scope: Scope, cap: int) -> tuple[Any, int]:
    """Those whose papers are still here, for a page, and how many, counted to one above ``cap``.

    Whose they are is asked of each paper; so they are sought once, and listed by their keys.
    """
    rows = cases(scope, View.PAPERS)
    keys = list(rows.order_by().values_list("pk", flat=True)[: cap + 1])
    if len(keys) <= cap:
        rows = matters.in_sight(scope).select_related(None).prefetch_related("org", "place")
        rows = rows.filter(pk__in=keys)
    return rows, len(keys)


def matter(scope: Scope, public_id: Any) -> Matter:
    """A matter in sight of the kind proxy. Raises: Matter.DoesNotExist."""
    found = matters.matter(scope, public_id)
    if found is None or found.kind != Kind.PROXY:
        raise Matter.DoesNotExist
    return found


def mandate_of(row: Matter) -> ProxyCase | None:
    found: ProxyCase | None = ProxyCase.objects.filter(matter=row).first()
    return found


def errand_of(row: Matter) -> ProxyErrand | None:
    found: ProxyErrand | None = ProxyErrand.everything.filter(matter=row).first()
    return found


@dataclass(frozen=True)
class Case:
    """One errand as a list shows it."""

    matter: Matter
    mandate: ProxyCase | None = None
    errand: ProxyErrand | None = None
    papers: int = 0  # still here


def told(rows: Iterable[Matter]) -> list[Case]:
    """What a list says beside each matter; three queries."""
    found = list(rows)
    ids = [row.pk for row in found]
    mandates = {one.matter_id: one for one in ProxyCase.objects.filter(matter__in=ids)}
    errands = ProxyErrand.everything.filter(matter__in=ids)
    taken = {one.matter_id: one for one in errands}
    out = ProxyPaper.objects.filter(matter__in=ids, how="").values("matter").annotate(n=Count("id"))
    papers = {one["matter"]: one["n"] for one in out}
    return [
        Case(row, mandates.get(row.pk), taken.get(row.pk), papers.get(row.pk, 0)) for row in found
    ]


def errands(scope: Scope) -> QuerySet[ProxyErrand]:
    return ProxyErrand.objects.within(scope).select_related("matter")


def running_out(scope: Scope, until: date) -> QuerySet[ProxyErrand]:
    """Errands in hand whose mandate ends until a day; each has ``until``.

    Of matters still open, which are found by an index of errands alone; a mandate is looked up of
    these last, since nearly all that ever ended are of what was closed long ago.
    """
    mandate = ProxyCase.objects.filter(matter=OuterRef("matter"))
    rows = ProxyErrand.objects.within(scope).filter(handed_on=None)
    rows = rows.filter(matter__kind=Kind.PROXY, matter__closed_on=None)
    rows = rows.filter(Exists(mandate.filter(until__lte=until)))
    rows = rows.annotate(until=Subquery(mandate.values("until"), output_field=DateField()))
    return rows.order_by("id")


@dataclass(frozen=True)
class Shown:
    """Which errands are run at a village or community, as residents read it; never by whom."""

    place: int
    unit_id: Any
    name: str
    does: tuple[str, ...]


def shown_publicly(part: str, places: list[int]) -> list[Shown]:
    """Those of the ``places``, and of places whose name holds ``part``; as residents' role."""
    with as_public() as cursor:
        cursor.execute(
            "SELECT u.id, u.public_id, u.name, array_agg(a.does)"
            " FROM proxy_agent a JOIN unit u ON u.id = a.unit_id"
            " WHERE u.id = ANY (%s::bigint[]) OR %s = '' OR position(%s IN u.name) > 0"
            " GROUP BY u.id, u.public_id, u.name"
            " ORDER BY u.id = ANY (%s::bigint[]) DESC, u.name LIMIT %s",
            [places, part, part, places, MOST_SHOWN],
        )
        rows = cursor.fetchall()
    return [Shown(row[0], row[1], row[2], does=_each(row[3])) for row in rows]


def run_at(places: list[int]) -> list[Shown]:
    """Those of the ``places`` only; as residents' role."""
    with as_public() as cursor:
        cursor.execute(
            "SELECT u.id, u.public_id, u.name, array_agg(a.does)"
            " FROM proxy_agent a JOIN unit u ON u.id = a.unit_id"
            " WHERE u.id = ANY (%s::bigint[]) GROUP BY u.id, u.public_id, u.name",
            [places],
        )
        rows = cursor.fetchall()
    return [Shown(row[0], row[1], row[2], does=_each(row[3])) for row in rows]


def _each(said: list[str]) -> tuple[str, ...]:
    """What several agents do, each errand once: 老年证、医保 and 医保 are two."""
    words = {word.strip() for one in said for word in one.split("、")}
    return tuple(sorted(words - {""}))
