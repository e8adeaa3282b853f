"""How is a community kept, a grid laid, a lead named, a contact noted? One ledger line each."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.kernel.people.models import Person
from jingwei.kernel.ranges import held
from jingwei.systems.community.grids import borders, queries, rules
from jingwei.systems.community.grids.kinds import SLOTS
from jingwei.systems.community.grids.models import (
    Assignment,
    Building,
    Community,
    Contact,
    Grid,
    GridBuilding,
    GridShape,
    Seat,
    Slot,
    Stairwell,
    Trouble,
    Worker,
)
from jingwei.systems.community.grids.rules import Assigned, House, Laid
from jingwei.systems.community.grids.writing import (
    CHANGED,
    KEEP,
    end,
    line,
    lock,
    not_over,
    refuse,
    save,
)


def enter_community(
    *, unit: Unit, formation: str, words: str = "", phone: str = "", by: Scope, at: datetime
) -> Community:
    """Keep a unit of kind community as one. Raises: Refused."""
    by.require(KEEP, unit.org_path)
    found = rules.formation_findings(formation, words)
    if unit.kind != "community":
        found.append(Finding("community.kind", "这个单位不是社区。", rules.HOUSE))
    if Community.everything.filter(unit=unit).exists():
        found.append(Finding("community.already", "这个社区已经登记过。", rules.HOUSE))
    refuse(found)
    row = Community(
        org_id=unit.org_id, org_path=unit.org_path, unit=unit, name=unit.name, formation=formation,
        words=words.strip(), phone=phone.strip(), held=held(unit.held.lower or local_day(at)),
    )  # fmt: skip
    save(row)
    _set_slots(row, SLOTS, local_day(at))
    line("grids.community.enter", row, by, at, formation=formation)
    return row


def change_community(
    *, community: Community, formation: str, words: str, phone: str, by: Scope, at: datetime,
    version: int | None = None,
) -> Community:  # fmt: skip
    """Another formation type or another line for supervision. Raises: Refused."""
    row = lock(Community, community, by)
    if version is not None and version != row.version:
        raise Refused(CHANGED)
    refuse(rules.formation_findings(formation, words))
    row.formation, row.words, row.phone = formation, words.strip(), phone.strip()
    row.name, row.version = Unit.everything.get(pk=row.unit_id).name, row.version + 1
    row.save(update_fields=["name", "formation", "words", "phone", "version"])
    line("grids.community.change", row, by, at, formation=formation)
    return row


def set_slots(
    *, org: Organisation, slots: Sequence[tuple[str, str]], by: Scope, at: datetime
) -> int:
    """Which parts every community below ``org`` ought to have, from today. Those that stay keep
    their members; those left out end. Answers how many communities. Raises: Refused."""
    by.require(KEEP, org.path)
    wanted = [(kind, title.strip()) for kind, title in slots if title.strip()]
    titles = [title for _kind, title in wanted]
    if not wanted or len(set(titles)) < len(titles):
        refuse([Finding("slots.titles", "至少写一个机构，名称不要重复。", rules.HOUSE)])
    rows: Any = queries.communities(by)  # of the class that knows paths
    rows = list(rows.under(org.path))
    for row in rows:
        _set_slots(row, wanted, local_day(at))
    write_line(
        verb="grids.slots.set", by=by, at=at, org=org, subject=("organisation", org.public_id),
        facts={"slots": titles, "communities": len(rows)},
    )  # fmt: skip
    return len(rows)


def _set_slots(row: Community, wanted: Sequence[tuple[str, str]], today: date) -> None:
    open_ones = {
        one.title: one for one in Slot.everything.filter(community=row, held__endswith=None)
    }
    titles = {title for _kind, title in wanted}
    for title, slot in open_ones.items():
        if title not in titles:
            for one in Seat.everything.filter(slot=slot, held__endswith=None):
                end(one, today)
            end(slot, today)
    for place, (kind, title) in enumerate(wanted):
        slot = open_ones.get(title) or Slot(
            org_id=row.org_id, org_path=row.org_path, community=row, title=title, held=held(today)
        )
        slot.kind, slot.place = kind, place
        slot.save()


def seat_member(
    *, slot: Slot, name: str, post: str = "", person: Person | None = None,
    since: date | None, until: date | None = None, by: Scope, at: datetime,
) -> Seat:  # fmt: skip
    """Somebody takes a seat in a part of the structure, for a term. Raises: Refused."""
    row = lock(Slot, slot, by)
    not_over(row, local_day(at), at)
    refuse(rules.seat_findings(name=name, since=since, until=until, today=local_day(at)))
    made = Seat(
        org_id=row.org_id, org_path=row.org_path, slot=row, person=person,
        name=name.strip(), post=post.strip(), held=held(since, until),
    )  # fmt: skip
    save(made)
    line("grids.seat.take", made, by, at, slot=row.title, since=since, until=until)
    return made


def leave_seat(*, seat: Seat, on: date, by: Scope, at: datetime) -> Seat:
    """The seat is free from a day on. Raises: Refused."""
    row = lock(Seat, seat, by)
    not_over(row, on, at)
    end(row, on)
    line("grids.seat.leave", row, by, at, on=on)
    return row


def answer_trouble(
    *, org: Organisation, kind: str, chain: str, owner: str, figure: str, words: str = "",
    by: Scope, at: datetime,
) -> Trouble:  # fmt: skip
    """Say by which chain a trouble is met, who answers, on which figure it shows."""
    by.require(KEEP, org.path)
    if not owner.strip():
        refuse([Finding("trouble.owner", "还没有写谁负责。", rules.HOUSE)])
    today = local_day(at)
    former = Trouble.everything.select_for_update(no_key=True).filter(
        org=org, kind=kind, held__endswith=None
    ).first()  # fmt: skip
    if former is not None:
        end(former, today)
    row = Trouble(
        org=org, org_path=org.path, held_by=str(org), kind=kind, chain=chain,
        owner=owner.strip(), figure=figure, words=words.strip(), held=held(today),
    )  # fmt: skip
    save(row)
    line("grids.trouble.answer", row, by, at, kind=kind, chain=chain, owner=row.owner)
    return row


def add_building(
    *, community: Community, code: str, name: str, compound: str = "", address: str = "",
    use: str = "residential", households: int = 0, lon: float | None = None,
    lat: float | None = None, branch: str = "", stairwells: Sequence[str] = (), by: Scope,
    at: datetime,
) -> Building:  # fmt: skip
    """A building with its stairwells. Raises: Refused."""
    row = lock(Community, community, by)
    taken = Building.everything.filter(community=row, code=code.strip(), held__endswith=None)
    refuse(rules.building_findings(code=code, name=name, taken=taken.exists(), lon=lon, lat=lat))
    where = {"org_id": row.org_id, "org_path": row.org_path, "held": held(local_day(at))}
    made = Building(
        **where, community=row, code=code.strip(), name=name.strip(), compound=compound.strip(),
        address=address.strip(), use=use, households=households,
        point=None if lon is None else [lon, lat],
        branch=branch.strip(),
    )  # fmt: skip
    save(made)
    for title in dict.fromkeys(one.strip() for one in stairwells if one.strip()):
        Stairwell(**where, building=made, name=title).save(force_insert=True)
    line("grids.building.add", made, by, at, code=made.code)
    return made


def end_building(*, building: Building, by: Scope, at: datetime) -> Building:
    """Pulled down, or counted wrongly: it leaves its grid with it."""
    row = lock(Building, building, by)
    today = local_day(at)
    not_over(row, today, at)
    for one in (
        *GridBuilding.everything.filter(building=row, held__endswith=None),
        *Contact.everything.filter(stairwell__building=row, held__endswith=None),
        *Stairwell.everything.filter(building=row, held__endswith=None),
        row,
    ):
        end(one, today)
    line("grids.building.end", row, by, at, code=row.code)
    return row


def agree_contact(
    *, stairwell: Stairwell, person: Person | None, consent_on: date | None, by: Scope,
    at: datetime,
) -> Contact:  # fmt: skip
    """A member volunteered to be asked in a stairwell. Raises: Refused."""
    row = lock(Stairwell, stairwell, by)
    today = local_day(at)
    already = person is not None and Contact.everything.filter(
        stairwell=row, person=person, held__contains=today
    ).exists()  # fmt: skip
    refuse(
        rules.contact_findings(person=person, consent_on=consent_on, already=already, today=today)
    )
    assert consent_on is not None  # noqa: S101 - said above
    made = Contact(
        org_id=row.org_id, org_path=row.org_path, stairwell=row, person=person,
        consent_on=consent_on, held=held(today),
    )  # fmt: skip
    save(made)
    line("grids.contact.agree", made, by, at, consent_on=consent_on)
    return made


def withdraw_contact(*, contact: Contact, by: Scope, at: datetime) -> Contact:
    """The consent is taken back; no reason is asked."""
    row = lock(Contact, contact, by)
    today = local_day(at)
    not_over(row, today, at)
    end(row, today)
    line("grids.contact.withdraw", row, by, at)
    return row


def lay_grids(
    *, community: Community, laid: Sequence[Laid], outline: Any = None, by: Scope, at: datetime
) -> list[Grid]:
    """The grids of a community from today: all its buildings, none twice. What was before stays
    as it was on its days. Raises: Refused, with everything that is amiss."""
    row = lock(Community, community, by)
    today = local_day(at)
    houses = {one.code: one for one in queries.buildings(row, today)}
    border = outline if outline is not None else row.outline
    found = rules.cover_findings(
        [House(one.code, one.name, (one.point[0], one.point[1]) if one.point else None)
         for one in houses.values()],
        laid, border,
    )  # fmt: skip
    if not found and outline is not None and outline != row.outline:
        found += borders.overlap_findings(row, outline, today)
    codes = [one.code for one in laid]
    former = {one.code: one for one in Grid.everything.filter(community=row)}
    for code in sorted(set(codes)):
        kept = former.get(code)
        if (kept is None and Grid.everything.filter(code=code).exists()) or (
            kept is not None and kept.held.upper is not None
        ):
            found.append(
                Finding("grids.code_used", "编号{code}已经用过，撤销的编号不再用。", rules.HOUSE,
                        {"code": code})
            )  # fmt: skip
    refuse(found)
    if outline is not None and outline != row.outline:
        borders.set_border(row, outline, today, borders.present(row))
    for code, grid in former.items():
        if code not in codes and grid.held.upper is None:
            _end_grid(grid, today)
    where = {"org_id": row.org_id, "org_path": row.org_path}
    made = []
    for one in laid:
        grid = former.get(one.code) or Grid(**where, community=row, code=one.code, held=held(today))
        grid.name, grid.kind = one.name.strip(), one.kind
        grid.save()
        made.append(grid)
    _move_buildings(made, laid, houses, where, today)
    _move_borders(made, laid, where, today)
    line("grids.layout.lay", row, by, at, grids=len(made), buildings=len(houses))
    return made


def _move_buildings(
    grids: Sequence[Grid], laid: Sequence[Laid], houses: dict[str, Building],
    where: dict[str, Any], today: date,
) -> None:  # fmt: skip
    wanted = {
        houses[code].pk: grid.pk for grid, one in zip(grids, laid, strict=True)
        for code in one.buildings
    }  # fmt: skip
    for row in GridBuilding.everything.filter(building__in=list(wanted), held__endswith=None):
        if wanted[row.building_id] == row.grid_id:
            del wanted[row.building_id]
        else:
            end(row, today)
    GridBuilding.everything.bulk_create(
        GridBuilding(**where, grid_id=grid, building_id=building, held=held(today))
        for building, grid in wanted.items()
    )


def _move_borders(
    grids: Sequence[Grid], laid: Sequence[Laid], where: dict[str, Any], today: date
) -> None:
    now = {
        row.grid_id: row
        for row in GridShape.everything.filter(grid__in=list(grids), held__endswith=None)
    }
    for grid, one in zip(grids, laid, strict=True):
        former = now.get(grid.pk)
        if one.outline is None or (former is not None and former.outline == one.outline):
            continue
        if former is not None:
            end(former, today)
        GridShape(**where, grid=grid, outline=one.outline, held=held(today)).save()


def _end_grid(grid: Grid, on: date) -> None:
    for model in (GridBuilding, GridShape, Assignment):
        for one in model.everything.filter(grid=grid, held__endswith=None):
            end(one, on)
    end(grid, on)


def assign(
    *, grid: Grid, name: str, role: str, is_lead: bool, since: date | None, words: str = "",
    person: Person | None = None, by: Scope, at: datetime,
) -> Assignment:  # fmt: skip
    """Put somebody to a grid. Raises: Refused, with everything that is amiss."""
    row = lock(Grid, grid, by)
    today = local_day(at)
    worker = worker_named(row, name, person)
    open_ones = Assignment.everything.filter(held__endswith=None).select_related("worker", "grid")
    lead = open_ones.filter(grid=row, is_lead=True).first()
    other = (
        open_ones.filter(worker=worker, is_lead=True).exclude(grid=row).first() if worker else None
    )
    refuse(
        rules.assignment_findings(
            Assigned(
                name=name, role=role, words=words, is_lead=is_lead, since=since,
                has_lead=lead.worker.name if lead else "", leads=other.grid.name if other else "",
                inside=worker is not None and open_ones.filter(grid=row, worker=worker).exists(),
                open_grid=row.held.upper is None,
            ),
            today,
        )
    )  # fmt: skip
    where = {"org_id": row.org_id, "org_path": row.org_path}
    if worker is None:
        worker = Worker(**where, name=name.strip(), person=person)
        save(worker)
    made = Assignment(
        **where, grid=row, worker=worker, role=role, words=words.strip(), is_lead=is_lead,
        held=held(since),
    )  # fmt: skip
    save(made)
    line("grids.assignment.begin", made, by, at, role=role, lead=is_lead, since=since)
    return made


def end_assignment(*, assignment: Assignment, on: date, by: Scope, at: datetime) -> Assignment:
    """Somebody no longer takes part in a grid. Raises: Refused."""
    row = lock(Assignment, assignment, by)
    not_over(row, on, at)
    end(row, on)
    line("grids.assignment.end", row, by, at, on=on)
    return row


def worker_named(grid: Grid, name: str, person: Person | None) -> Worker | None:
    """Whom a name means: the file where one is said, else that name in the same community."""
    if person is not None:
        found: Worker | None = Worker.everything.filter(person=person).first()
        return found
    named = Worker.everything.filter(org_id=grid.org_id, name=name.strip(), person=None)
    return named.order_by("id").first()
