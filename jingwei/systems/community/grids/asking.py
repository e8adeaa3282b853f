"""Which grid is a matter asked of, and who leads there? By its place, by a rule, or by a person.

A matter that came in is looked up by a reaction: the words of its spot mean one building, which
lies in a grid; where they mean none, the middle of a grid that was kept of a position says it.
That alone proposes; where the rule of dispatch that sent it says so, the lead of the grid is
asked. What a person has said is never overwritten by the program.

Rows are read past ``.within`` only where one is known already: the matter of the line that is
reacted to, the community of its place, and what hangs on them; policies of the database hold.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from jingwei.kernel.access import paths
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope, crossing
from jingwei.kernel.concerns import address
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding
from jingwei.kernel.ledger.reactions import Happened
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.notices.actions import To, send_notices, withdraw_notices
from jingwei.kernel.notices.models import Notice
from jingwei.kernel.privacy import sealing
from jingwei.systems.community.grids import locating, queries, rules
from jingwei.systems.community.grids.kinds import Asking
from jingwei.systems.community.grids.models import (
    Assignment,
    Building,
    Community,
    Grid,
    GridAsked,
)
from jingwei.systems.community.grids.writing import refuse
from jingwei.work.matters import queries as matters
from jingwei.work.matters.actions import require_hands
from jingwei.work.matters.kinds import ENDS
from jingwei.work.matters.leads import Answering
from jingwei.work.matters.models import Matter

KIND = "grids.asked"
TITLE = gettext_noop("“{grid}”有一件诉求请您牵头")
BODY = gettext_noop("诉求在{community}，请到诉求里看，或者问社区。")
GONE = "matters.matter.redirect"
SHOWN = 20


def after_a_matter(happened: Happened, *, by: Scope, at: datetime) -> None:
    """A matter came in, or its category brought a rule to bear: of which grid is it asked?"""
    row = Matter.everything.select_related("rule").filter(public_id=happened.subject_id).first()
    if row is None or row.state in ENDS or row.place_id is None:
        return
    kept = GridAsked.everything.filter(matter=row).select_related("grid", "building").first()
    if kept is not None and kept.how == Asking.PERSON:
        return
    found = _chosen(row, kept) or located(row, local_day(at))
    if found is None:
        return
    grid, building = found
    by_rule = row.rule is not None and row.rule.to_lead
    _keep(row, grid, building, Asking.RULE if by_rule else Asking.PLACE, by=by, at=at)


def after_an_end(happened: Happened, *, by: Scope, at: datetime) -> None:
    """It has ended, or gone to others: what the lead was told of it is put away. What went to
    others is put away even where it was read, for it may be about those who read it."""
    with _wide(by) as wide:
        withdraw_notices(
            kind=KIND, key=_key(happened.subject_id), by=wide, at=at,
            also_read=happened.verb == GONE,
        )  # fmt: skip


def after_taking_back(ids: Sequence[UUID], by: Scope, at: datetime) -> None:
    """Orders of the hotline are taken back with their batch: leads need not look for matters that
    are no more, whether they read of them or not. Two queries where nobody was told."""
    with _wide(by) as wide:
        told = Notice.everything.filter(
            kind=KIND, key__in=[_key(one) for one in ids], withdrawn_at=None
        )
        for key in sorted(set(told.values_list("key", flat=True))):
            withdraw_notices(kind=KIND, key=key, by=wide, at=at, also_read=True)


@contextmanager
def _wide(by: Scope) -> Iterator[Scope]:
    """A lead's own branch may be anywhere in the tree; there the notice lies."""
    with crossing(by, [by.path, by.path[: paths.STEP]], KIND) as wide:
        yield wide


def _key(public_id: Any) -> str:
    """One for each matter. Nobody reads from it which: lines and notices of who is shut out of a
    matter name it too."""
    return (sealing.index(str(public_id), column=KIND) or b"").hex()


def place_matter(*, matter: Matter, building: Building, by: Scope, at: datetime) -> None:
    """Whoever noted it chose the building, which says more than words. Nobody is asked by that."""
    require_hands(matter, by)
    grid = queries.grid_of(building, local_day(at))
    if grid is not None:
        _keep(matter, grid, building, Asking.PLACE, by=by, at=at)


def _chosen(row: Matter, kept: GridAsked | None) -> tuple[Grid, Building | None] | None:
    """The building that was found before, as long as the words of the spot still name it."""
    if kept is None or kept.building is None or kept.building.name not in row.spot:
        return None
    return kept.grid, kept.building


def ask_grid(*, matter: Matter, grid: Grid, by: Scope, at: datetime) -> GridAsked:
    """A worker says of which grid a matter is asked; its lead is asked. Raises: Refused."""
    require_hands(matter, by)
    found = []
    if matter.state in ENDS:
        found.append(Finding("asked.ended", "这件诉求已经结束，不用再找网格。", rules.HOUSE))
    if grid.held.upper is not None:
        found.append(Finding("asked.grid", "这个网格已经撤销，请选现在的网格。", rules.HOUSE))
    refuse(found)
    return _keep(matter, grid, None, Asking.PERSON, by=by, at=at)


def located(row: Matter, on: date) -> tuple[Grid, Building | None] | None:
    """The grid of the building that the words of the spot mean, else the one whose middle was
    kept of a position; None where that is not clear."""
    community = Community.everything.filter(unit=row.place_id, held__contains=on).first()
    if community is None:
        return None
    houses = {one.code: one for one in queries.buildings(community, on)}
    meant = rules.buildings_meant(
        row.spot, [rules.House(one.code, one.name) for one in houses.values()]
    )
    grids = {queries.grid_of(houses[code], on) for code in meant}
    if len(grids) == 1 and (grid := grids.pop()) is not None:
        return grid, houses[meant[0]] if len(meant) == 1 else None
    if not meant and row.point and (grid := locating.grid_of_middle(community, row.point, on)):
        return grid, None
    return None


def _keep(
    row: Matter, grid: Grid, building: Building | None, how: Asking, *, by: Scope, at: datetime
) -> GridAsked:
    """Write it, one line, and tell the lead once where one is asked and has a file."""
    lead = lead_of(grid, local_day(at))
    asked, made = GridAsked.everything.select_for_update(no_key=True, of=("self",)).get_or_create(
        matter=row,
        defaults={"org_id": grid.org_id, "org_path": grid.org_path, "grid": grid, "asked_at": at},
    )
    house = building.pk if building else None
    if how == Asking.PERSON and not made and asked.grid_id == grid.pk:
        house = asked.building_id  # the same grid: the building is as it was found
    former = None if made or asked.how == Asking.PLACE else asked.lead_id
    now = (grid.pk, house, lead.pk if lead else None, how)
    if not made and (asked.grid_id, asked.building_id, asked.lead_id, asked.how) == now:
        return asked
    asked.org_id, asked.org_path, asked.grid = grid.org_id, grid.org_path, grid
    asked.building_id, asked.lead, asked.how, asked.asked_at = house, lead, how, at
    asked.save()
    verb = "grids.matter.place" if how == Asking.PLACE else "grids.matter.ask"
    write_line(
        verb=verb, by=by, at=at, org=grid.org, subject=("matter", row.public_id),
        facts={"grid": grid.code, "how": how, "led": lead is not None},
    )  # fmt: skip
    _tell(row, grid, None if how == Asking.PLACE else lead, former, by=by, at=at)
    return asked


def _tell(
    row: Matter, grid: Grid, lead: Assignment | None, former: int | None, *, by: Scope,
    at: datetime,
) -> None:  # fmt: skip
    """The lead is told once; who was asked before and is not now need not answer any more."""
    key, found = _key(row.public_id), None if lead is None else lead.pk
    if found == former:
        return
    with _wide(by) as wide:
        if former is not None:
            withdraw_notices(kind=KIND, key=key, by=wide, at=at)
        here = None if found is None else lead_of(grid, local_day(at))
        if here is None or here.worker.person is None:
            return
        words = {"grid": grid.name, "community": grid.community.name}
        send_notices(
            kind=KIND, key=key, title=TITLE, body=BODY, by=wide, at=at,
            to=[To(person=here.worker.person, words=words,
                   url=address("grids:grid", grid.public_id))],
        )  # fmt: skip


def lead_of(grid: Grid, on: date) -> Assignment | None:
    found: Assignment | None = (
        queries.leads(on).filter(grid=grid).select_related("worker__person").first()
    )
    return found


def answering(scope: Scope, row: Matter) -> Answering | None:
    """For the page of a matter: the grid, who leads it now, and how it came to that."""
    asked = (
        GridAsked.objects.within(scope).filter(matter=row)
        .select_related("grid__community", "building").first()
    )  # fmt: skip
    if asked is None:
        return None
    lead = lead_of(asked.grid, timezone.localdate())
    return Answering(
        name=asked.grid.name, url=address("grids:grid", asked.grid.public_id),
        lead=lead.worker.name if lead else "", how=str(asked.get_how_display()),
        is_asked=asked.how != Asking.PLACE,
        spot=asked.building.name if asked.building else "",
    )  # fmt: skip


def open_matters(scope: Scope, rows: Sequence[Grid]) -> dict[int, int] | None:
    """Grid -> open matters asked or proposed there; None for who sees no matters. One query."""
    if not scope.holds(Duty.MATTERS_SEE):
        return None
    found = GridAsked.objects.within(scope).filter(grid__in=rows).exclude(matter__state__in=ENDS)
    return dict(found.values_list("grid").annotate(n=Count("id")))


def matters_of(scope: Scope, grid: Grid) -> list[Any]:
    """Open matters of a grid, the earliest promised first; for holders of the duty."""
    if not scope.holds(Duty.MATTERS_SEE):
        return []
    rows = GridAsked.objects.within(scope).filter(grid=grid).exclude(matter__state__in=ENDS)
    return list(rows.select_related("matter").order_by("matter__received_at", "id")[:SHOWN])


def matter_in_sight(scope: Scope, public_id: Any) -> Matter:
    """A matter that the scope answers for or works on. Raises: Matter.DoesNotExist."""
    found = matters.matter(scope, public_id)
    if found is None:
        raise Matter.DoesNotExist
    return found


def grids_for(scope: Scope, row: Matter, on: date) -> Iterable[Grid]:
    """Grids of the community that a matter is about, by code."""
    rows = queries.grids(scope, on).filter(Q(community__unit=row.place_id))
    return list(rows.order_by("code")[:200])
