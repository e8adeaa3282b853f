"""What has an organisation that the kernel knows: members, posts, organisations, units, ties?"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.orgs import actions
from jingwei.kernel.orgs.edge_actions import ends_of, tie_between
from jingwei.kernel.orgs.kinds import EdgeKind
from jingwei.kernel.orgs.models import Edge, NamePart, Organisation, Unit
from jingwei.kernel.orgs.rules import HOUSE, place_findings
from jingwei.kernel.people.belonging_rules import home_findings
from jingwei.kernel.people.kinds import Began, Ended, Home, Title
from jingwei.kernel.people.models import Correction, Membership, Opening, Person, Position, Post
from jingwei.kernel.ranges import closed, held
from jingwei.kernel.register import Thing
from jingwei.kernel.worksheets.handover import Handover

NOT_LEADING = (EdgeKind.LEADS, EdgeKind.TURNED_INTO)


def members(org_ids: Collection[int], on: date) -> list[Thing]:
    """Memberships of every kind that run on, by name."""
    rows = Membership.everything.filter(org__in=org_ids, held__endswith=None)
    return [
        Thing(row.pk, row.org_id, row.person.name,
              f"{row.get_category_display()} {row.get_kind_display()}")
        for row in rows.select_related("person").order_by("person__name_sort", "pk")
    ]  # fmt: skip


def hand_over_members(things: list[int], target: Organisation | None, done: Handover) -> None:
    """Each stretch ends and goes on at the target; the file goes with the home branch."""
    assert target is not None  # noqa: S101 - members cannot end
    rows = list(Membership.everything.filter(pk__in=things))
    _not_later(rows, done.on)
    at_home = [row for row in rows if row.kind == Home.HOME]
    if at_home:
        actions.refuse(
            home_findings(
                kind=target.kind, is_open=target.is_open, founded=target.held.lower, on=done.on
            )
        )
    done.keep("membership", things)
    already = set(
        Membership.everything.filter(
            org=target, person__in=[row.person_id for row in rows], held__endswith=None
        ).values_list("person_id", "kind")
    )
    fresh = [
        Membership(
            person_id=row.person_id, kind=row.kind, category=row.category, state=row.state,
            org=target, org_path=target.path, held=held(done.on), basis=done.basis,
            began=row.began if row.held.lower == done.on else Began.MOVED,
        )
        for row in rows
        if (row.person_id, row.kind) not in already
    ]  # fmt: skip
    _end(Membership, rows, done.on, ended=Ended.MOVED)
    done.made("membership", [row.pk for row in Membership.everything.bulk_create(fresh)])
    people = [row.person_id for row in at_home]
    where = {"org": target, "org_path": target.path}
    done.keep("person", people)
    Person.everything.filter(pk__in=people).update(
        version=F("version") + 1, updated_at=done.at, **where
    )
    openings = Opening.everything.filter(person__in=people)
    done.keep("opening", openings.values_list("pk", flat=True))
    openings.update(**where)
    asked = Correction.everything.filter(person__in=people, outcome=Correction.Outcome.OPEN)
    done.keep("correction", asked.values_list("pk", flat=True))
    asked.update(**where)


def positions(org_ids: Collection[int], on: date) -> list[Thing]:
    """Posts that somebody holds, in order of rank."""
    rows = Position.everything.filter(org__in=org_ids, held__endswith=None).select_related("post")
    rank = {title: place for place, title in enumerate(Title.values)}
    found = sorted(rows, key=lambda row: (rank.get(row.post.title, 99), row.name, row.pk))
    return [Thing(row.pk, row.org_id, row.name, str(row.post)) for row in found]


def hand_over_positions(things: list[int], target: Organisation | None, done: Handover) -> None:
    """The holder leaves the seat; at a target a seat of the same title is taken or set up."""
    rows = list(Position.everything.filter(pk__in=things).select_related("post").order_by("pk"))
    _not_later(rows, done.on)
    done.keep("position", things)
    _end(Position, rows, done.on)
    if target is None:
        return
    for row in rows:
        seat = _seat(target, row.post.title, done)
        made = Position.everything.create(
            org=target, org_path=target.path, post=seat, person_id=row.person_id, name=row.name,
            held=held(done.on), due_on=row.due_on,
        )  # fmt: skip
        done.made("position", [made.pk])


def _seat(target: Organisation, title: str, done: Handover) -> Post:
    seats = list(Post.everything.filter(org=target, title=title).order_by("seat"))
    taken = set(
        Position.everything.filter(post__in=seats, held__endswith=None).values_list(
            "post_id", flat=True
        )
    )
    last_until = dict(
        Position.everything.filter(post__in=seats)
        .order_by("held").values_list("post_id", "held__endswith")
    )  # fmt: skip
    seat: Post
    for seat in seats:
        until = last_until.get(seat.pk)
        since = seat.held.lower
        free = seat.held.upper is None and seat.pk not in taken
        if free and (until is None or until <= done.on) and (since is None or since <= done.on):
            return seat
    if title == Title.SECRETARY and taken:
        raise Refused(
            Finding("sheet.seat_taken", "{name}已有书记，只能接收一位，请改分配。", HOUSE,
                    {"name": target.name})
        )  # fmt: skip
    made: Post = Post.everything.create(
        org=target, org_path=target.path, title=title, held=held(done.on),
        seat=max((seat.seat for seat in seats), default=0) + 1,
    )  # fmt: skip
    done.made("post", [made.pk])
    return made


def organisations(org_ids: Collection[int], on: date) -> list[Thing]:
    """Organisations directly led."""
    rows = Edge.everything.filter(host__in=org_ids, kind=EdgeKind.LEADS, held__endswith=None)
    return [
        Thing(row.pk, row.host_id, row.org.name, str(row.org.get_kind_display()))
        for row in rows.select_related("org").order_by("org_path")
    ]


def hand_over_organisations(things: list[int], target: Organisation | None, done: Handover) -> None:
    """Each is put under the target with all below it."""
    assert target is not None  # noqa: S101 - organisations cannot end
    rows = list(Edge.everything.filter(pk__in=things).select_related("org").order_by("pk"))
    _not_later(rows, done.on)
    for row in rows:
        actions.refuse(place_findings(row.org.kind, target.kind))
        if row.org_id == target.pk:
            raise Refused(
                Finding("sheet.into_itself", "{name}不能归到自己下面，请改分配。", HOUSE,
                        {"name": target.name})
            )  # fmt: skip
    done.keep("edge", things)
    for row in rows:
        org = Organisation.everything.get(pk=row.org_id)
        target.refresh_from_db()
        actions.move_paths(org.path, actions.next_path(target.path))
        org.refresh_from_db()
        row.refresh_from_db()
        actions.end_stretch(row, done.on)
        made = Edge.everything.create(
            org=org, org_path=org.path, host=target, host_path=target.path, kind=EdgeKind.LEADS,
            held=held(done.on), basis=done.basis,
        )  # fmt: skip
        done.made("edge", [made.pk])


def units(org_ids: Collection[int], on: date) -> list[Thing]:
    """Units for which they are responsible."""
    rows = Unit.everything.filter(org__in=org_ids, held__endswith=None).order_by("pinyin", "pk")
    return [Thing(row.pk, row.org_id, row.name, str(row.get_kind_display())) for row in rows]


def hand_over_units(things: list[int], target: Organisation | None, done: Handover) -> None:
    """The target is responsible from now on; a unit's responsibility has no dates of its own."""
    assert target is not None  # noqa: S101 - units cannot end
    parts = NamePart.everything.filter(unit__in=things)
    done.keep("unit", things)
    done.keep("name_part", parts.values_list("pk", flat=True))
    where = {"org": target, "org_path": target.path}
    Unit.everything.filter(pk__in=things).update(
        version=F("version") + 1, updated_at=done.at, **where
    )
    parts.update(**where)


def ties(org_ids: Collection[int], on: date) -> list[Thing]:
    """Ties of other kinds at either end; one between two sources is told once."""
    rows = Edge.everything.filter(held__endswith=None).exclude(kind__in=NOT_LEADING)
    found = {row.pk: row for row in rows.filter(org__in=org_ids).select_related("org", "host")}
    for row in rows.filter(host__in=org_ids).select_related("org", "host"):
        found.setdefault(row.pk, row)
    listed = []
    for row in sorted(found.values(), key=lambda row: (row.kind, row.pk)):
        mine, other = (row.org, row.host) if row.org_id in org_ids else (row.host, row.org)
        listed.append(
            Thing(row.pk, mine.pk, other.name if other else _("不在视野内的组织"),
                  str(row.get_kind_display()))
        )  # fmt: skip
    return listed


def hand_over_ties(things: list[int], target: Organisation | None, done: Handover) -> None:
    """The tie ends; with a target it goes on from there, unless that would tie it to itself or
    twice."""
    rows = list(Edge.everything.filter(pk__in=things).order_by("pk"))
    _not_later(rows, done.on)
    done.keep("edge", things)
    for row in rows:
        mine = done.source_of["tie", row.pk]
        other_id = row.host_id if row.org_id == mine else row.org_id
        mine_is_lower = row.org_id == mine
        actions.end_stretch(row, done.on)
        other = Organisation.everything.filter(pk=other_id).first()
        if target is None or other is None or other.pk == target.pk:
            continue
        lower, upper = (target, other) if mine_is_lower else (other, target)
        lower, upper = ends_of(row.kind, lower, upper)
        if tie_between(lower, upper, row.kind, held(done.on)) is not None:
            continue
        made = Edge.everything.create(
            org=lower, org_path=lower.path, host=upper, host_path=upper.path, kind=row.kind,
            held=held(done.on), basis=row.basis,
        )  # fmt: skip
        done.made("edge", [made.pk])


def _not_later(rows: list[Any], on: date) -> None:
    """Raises: Refused where something began only after the day of the change."""
    later = sum(1 for row in rows if row.held.lower is not None and row.held.lower > on)
    if later:
        raise Refused(
            Finding("sheet.begun_later", "有{n}项在调整日之后才开始，请把日期改晚。", HOUSE,
                    {"n": later})
        )  # fmt: skip


def _end(model: Any, rows: list[Any], on: date, **more: Any) -> None:
    """Close many stretches; those of the very day held on no day and go."""
    goes = [row.pk for row in rows if row.held.lower == on]
    model.everything.filter(pk__in=goes).delete()
    kept = [row for row in rows if row.held.lower != on]
    for row in kept:
        row.held = closed(row.held, on)
        for name, value in more.items():
            setattr(row, name, value)
    model.everything.bulk_update(kept, ["held", *more], batch_size=500)
