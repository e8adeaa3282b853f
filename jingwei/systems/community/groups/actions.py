"""How are kinds of groups kept, a group begun, a member put to it, and its deeds noted?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.kernel.ranges import held
from jingwei.kernel.rulebook.codes import phones
from jingwei.systems.community.grids.models import Community
from jingwei.systems.community.grids.writing import CHANGED, KEEP, end, lock, not_over, refuse, save
from jingwei.systems.community.groups import queries, rules
from jingwei.systems.community.groups.kinds import Tie
from jingwei.systems.community.groups.models import (
    GroupDeed,
    GroupMember,
    GroupSort,
    ServiceGroup,
)


@dataclass(frozen=True, kw_only=True)
class Plate:
    """What is told of a group."""

    name: str
    sort: GroupSort | None
    about: str = ""
    phone: str = ""
    others: int = 0

    @property
    def phone_is_real(self) -> bool:
        number = phones.normal(self.phone)
        return bool(phones.is_mobile(number) or phones.landline(number))


def set_sorts(
    *, org: Organisation, sorts: Sequence[tuple[str, str]], by: Scope, at: datetime
) -> int:
    """Which kinds of groups there are below ``org``, from today. Those left out end; groups of
    that kind go on. Answers how many kinds. Raises: Refused."""
    by.require(Duty.SERVICES_KEEP, org.path)
    wanted = [(title.strip(), about.strip()) for title, about in sorts if title.strip()]
    titles = [title for title, _about in wanted]
    if not wanted or len(set(titles)) < len(titles):
        refuse([Finding("sorts.titles", "至少写一类，名称不要重复。", rules.HOUSE)])
    today = local_day(at)
    open_ones = {
        one.title: one for one in GroupSort.everything.filter(org=org, held__endswith=None)
    }
    for title, one in open_ones.items():
        if title not in titles and not one.held.isempty:
            end(one, today)
    for place, (title, about) in enumerate(wanted):
        row = open_ones.get(title) or GroupSort(
            org=org, org_path=org.path, title=title, held=held(today)
        )
        if row.held.isempty:  # taken out on this very day, and now in again
            row.held = held(today)
        row.about, row.place = about, place
        row.save()
    write_line(
        verb="groups.sorts.set", by=by, at=at, org=org, subject=("organisation", org.public_id),
        facts={"sorts": titles},
    )  # fmt: skip
    return len(wanted)


def begin_group(*, community: Community, plate: Plate, by: Scope, at: datetime) -> ServiceGroup:
    """A group of a community from today. Raises: Refused."""
    home = lock(Community, community, by)
    _check(plate, home.pk)
    row = ServiceGroup(
        org_id=home.org_id, org_path=home.org_path, community=home, held=held(local_day(at))
    )
    _fill(row, plate)
    save(row)
    _line("groups.group.begin", row, by, at, sort=row.sort_title)
    return row


def change_group(
    *, group: ServiceGroup, plate: Plate, by: Scope, at: datetime, version: int | None = None
) -> ServiceGroup:
    """Another name, another line about it. Raises: Refused."""
    row = _open(group, by)
    if version is not None and version != row.version:
        raise Refused(CHANGED)
    _check(plate, row.community_id, besides=row.pk)
    _fill(row, plate)
    row.version += 1
    row.save()
    _line("groups.group.change", row, by, at)
    return row


def end_group(*, group: ServiceGroup, by: Scope, at: datetime) -> ServiceGroup:
    """It is no more; whoever serves in it serves no longer. Raises: Refused."""
    row, today = _open(group, by), local_day(at)
    for one in GroupMember.everything.filter(group=row, held__contains=today):
        end(one, today)
    end(row, today)
    _line("groups.group.end", row, by, at)
    return row


def serve(
    *, group: ServiceGroup, person: Person | None, post: str = "", since: date | None,
    until: date | None = None, by: Scope, at: datetime,
) -> GroupMember:  # fmt: skip
    """A member serves in a group, for a term. ``until`` is the last day. Raises: Refused."""
    row, today = _open(group, by), local_day(at)
    same = GroupMember.everything.filter(group=row, person=person, held__contains=today)
    refuse(
        rules.member_findings(
            has_person=person is not None, already=person is not None and same.exists(),
            since=since, until=until, today=today,
        )
    )  # fmt: skip
    assert person is not None  # noqa: S101 - said above
    made = GroupMember(
        org_id=row.org_id, org_path=row.org_path, group=row, person=person, name=person.name,
        post=post.strip(), held=held(since, until + timedelta(days=1) if until else None),
    )  # fmt: skip
    save(made)
    _line("groups.member.serve", row, by, at, since=since, until=until)
    return made


def stop_serving(*, member: GroupMember, on: date, by: Scope, at: datetime) -> GroupMember:
    """A member serves there no longer. Raises: Refused."""
    row = lock(GroupMember, member, by)
    not_over(row, on, at)
    end(row, on)
    _line("groups.member.stop", queries.group_of(row), by, at, on=on)
    return row


def note_deed(
    *, group: ServiceGroup, title: str, on: date | None, result: str = "", tie: str = Tie.NONE,
    record: Any = None, served: Sequence[GroupMember] = (), by: Scope, at: datetime,
) -> GroupDeed:  # fmt: skip
    """What was done, on which record, and who served. Raises: Refused."""
    row = _open(group, by)
    refuse(
        rules.deed_findings(
            title=title, on=on, today=local_day(at), since=row.held.lower,
            tied=record is not None, wants_tie=tie != Tie.NONE, served=len(served),
        )
    )  # fmt: skip
    assert on is not None  # noqa: S101 - said above
    made = GroupDeed(
        org_id=row.org_id, org_path=row.org_path, group=row, on=on, title=title.strip(),
        result=result.strip(), tie=tie, served=sorted(one.pk for one in served),
        **({str(tie): record} if tie != Tie.NONE else {}),
    )  # fmt: skip
    made.save(force_insert=True)
    _line("groups.deed.note", row, by, at, on=on, tie=tie)
    return made


def _open(group: ServiceGroup, by: Scope) -> ServiceGroup:
    row: ServiceGroup = lock(ServiceGroup, group, by)
    refuse(rules.over_findings(is_over=row.held.upper is not None or row.held.isempty))
    return row


def _check(plate: Plate, community: int, besides: int | None = None) -> None:
    same = ServiceGroup.everything.filter(
        community=community, name=plate.name.strip(), held__endswith=None
    ).exclude(pk=besides)  # fmt: skip
    refuse(
        rules.group_findings(
            name=plate.name, has_sort=plate.sort is not None, phone=plate.phone,
            phone_is_real=plate.phone_is_real, taken=same.exists(),
        )
    )  # fmt: skip


def _fill(row: ServiceGroup, plate: Plate) -> None:
    assert plate.sort is not None  # noqa: S101 - checked before
    row.name, row.about, row.phone = plate.name.strip(), plate.about.strip(), plate.phone.strip()
    row.sort, row.sort_title, row.others = plate.sort, plate.sort.title, plate.others


def _line(verb: str, row: ServiceGroup, by: Scope, at: datetime, **facts: Any) -> None:
    write_line(
        verb=verb, by=by, at=at, org=row.org, subject=("servicegroup", row.public_id),
        facts=facts,
    )  # fmt: skip


__all__ = [
    "KEEP", "Plate", "begin_group", "change_group", "end_group", "note_deed", "serve",
    "set_sorts", "stop_serving",
]  # fmt: skip
