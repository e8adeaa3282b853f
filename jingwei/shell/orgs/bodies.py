"""What do the tabs of an organisation hold, besides what all its pages share?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.ledger.queries import Line, shown
from jingwei.kernel.orgs import counts, history, queries
from jingwei.kernel.orgs.kinds import EdgeKind, OrgKind
from jingwei.kernel.orgs.models import OrganisationState, Term
from jingwei.kernel.orgs.queries import Node, Tie
from jingwei.kernel.orgs.seats import Seat
from jingwei.kernel.people.kinds import Home, Title
from jingwei.kernel.people.models import Membership, Person, Position
from jingwei.kernel.people.post_rules import HEADS
from jingwei.shell import words
from jingwei.shell.http import page_of
from jingwei.shell.orgs import addresses, events
from jingwei.shell.orgs.drawing import MOST_BELOW, drawing
from jingwei.shell.orgs.events import PRECISIONS
from jingwei.shell.orgs.head import Head, edges_below, term_tag

MOST_FOR_PAST = 500  # organisations whose members of a past day are listed on one page
RECENT = 5


def overview(head: Head) -> dict[str, Any]:
    """概况 of a day; eleven queries more."""
    if head.is_not_yet:
        return {}
    on = head.shown_on
    below = queries.children(head.scope, head.org, on, most=MOST_BELOW + 1)
    many = head.tree.many
    if any(node.id not in many for node in below):
        many = counts.members_below(below, on, today=head.day.today)
    ties = [tie for tie in queries.ties(head.org) if tie.held_on(on)]
    managers = [tie for tie in ties if tie.kind == EdgeKind.DUAL_MANAGES and tie.other_is_host]
    superior = next((tie for tie in ties if tie.kind == EdgeKind.LEADS), None)
    recent = history.entries(
        head.scope, head.org, below=False, with_people=head.sees_members
    ).select_related("org")
    if head.day.is_past:
        recent = recent.filter(happened_at__date__lte=head.day.on)
    line = history.history(head.scope, head.org, head.day.on, size=RECENT)
    return {
        "drawing": _drawing(head, superior, managers, below, many),
        "relations": _relations(head, superior, ties, below, many),
        "superior": superior,
        "managers": managers,
        "facts": _facts(head),
        "recent": [LedgerRow(shown(entry), entry) for entry in recent[:RECENT]],
        "events": events.shown(line.events, head.org),
        "more_events": line.more,
    }


def posts(head: Head) -> dict[str, Any]:
    """班子: seats; who may fill and vacate them is led to the pages of members."""
    scope, org = head.scope, head.org
    may_act = not head.day.is_past and org.is_open and scope.holds(Duty.MEMBERS_CHANGE, org.path)
    rows = []
    for seat in head.seats:
        link = ("members:appoint", org.code) if seat.is_vacant else (
            "members:relieve", org.code, seat.position
        )  # fmt: skip
        may_fill = may_act and (seat.title not in HEADS or scope.holds(Duty.ORGS_CHANGE, org.path))
        vacant = (head.shown_on - seat.vacant_since).days if seat.vacant_since else None
        person = seat.person if head.sees_members else ""
        rows.append(
            {
                "seat": seat,
                "person_url": addresses.elsewhere("members:member", person) if person else "",
                "vacant_days": vacant,
                "act": _("登记任职") if seat.is_vacant else _("登记免职"),
                "act_url": addresses.elsewhere(*link) if may_fill else "",
            }
        )
    return {
        "rows": rows,
        "may_act": any(row["act_url"] for row in rows),
        "appoint_url": addresses.elsewhere("members:appoint", org.code) if may_act else "",
    }


def members(head: Head, at: str) -> dict[str, Any]:
    """Members of the day by name. A past day of a large part of the tree is not listed."""
    on = head.shown_on
    current = Membership.objects.within(head.scope).filter(kind=Home.HOME, held__contains=on)
    if on < head.day.today:
        ids = queries.subtree_ids(head.org, on)
        if len(ids) > MOST_FOR_PAST:
            return {"too_many": True}
        rows = current.filter(org__in=ids).select_related("person", "org")
        page = page_of(rows, keys=("person__name_sort", "id"), at=at)
        found = page.rows
    else:
        # Persons by the index of their names; the stretches of one page are looked up after.
        people = Person.objects.within(head.scope).under(head.org.path).filter(is_gone=False)
        if head.members is not None and head.members <= counts.CAP:
            # Few enough to be sorted, where walking the whole city's index would read a quarter
            # of it for the 2,000 of a town: the order is written so that no index answers it.
            people = people.annotate(by_name=Concat("name_sort", Value("")))
            page = page_of(people, keys=("by_name", "id"), at=at)
        else:
            page = page_of(people, keys=("name_sort", "id"), at=at)
        stretches = current.filter(person__in=page.rows).select_related("person", "org")
        by_person = {row.person_id: row for row in stretches}
        found = [by_person[one.pk] for one in page.rows if one.pk in by_person]
    return {
        "page": page,
        "rows": [
            {
                "membership": row, "person": row.person,
                "url": addresses.elsewhere("members:member", row.person.public_id),
            }
            for row in found
        ],
        "list_url": addresses.elsewhere("members:list"),
    }  # fmt: skip


def below(head: Head, at: str) -> dict[str, Any]:
    """Organisations directly below with members, secretary and term; six queries a page."""
    on = head.shown_on
    edges = edges_below(head.scope, head.org, on).select_related("org")
    page = page_of(edges, keys=("org_path", "id"), at=at)
    orgs = [edge.org for edge in page.rows]
    many = counts.members_below(orgs, on, today=head.day.today)
    ids = [org.pk for org in orgs]
    states = {
        state.org_id: state
        for state in OrganisationState.objects.within(head.scope).filter(
            org__in=ids, held__contains=on
        )
    }
    secretaries = {
        held.org_id: held.name
        for held in Position.objects.within(head.scope).filter(
            org__in=ids, post__title=Title.SECRETARY, held__contains=on
        )
    }
    terms = Term.objects.within(head.scope).filter(org__in=ids, held__startswith__lte=on)
    last = {term.org_id: term for term in terms.order_by("held")}
    rows = []
    for org in orgs:
        state = states.get(org.pk, org)
        rows.append(
            {
                "name": state.name, "kind": str(OrgKind(state.kind).label),
                "url": addresses.page(org.code, day=head.day), "code": org.code,
                "members": many.get(org.pk), "secretary": secretaries.get(org.pk, ""),
                "tag": term_tag(last.get(org.pk), state.kind, on), "gone": not org.is_open,
            }
        )  # fmt: skip
    return {
        "page": page,
        "rows": rows,
        "found_url": addresses.change(head.org.code, "found") if head.may_change else "",
    }


@dataclass(frozen=True)
class LedgerRow:
    """A ledger line with whose it is and what its basis was."""

    line: Line
    entry: Entry

    @property
    def about(self) -> str:
        facts = self.line.facts
        return str(facts.get("name") or facts.get("superior_name") or "")

    @property
    def basis(self) -> str:
        return str(self.line.facts.get("basis") or self.line.facts.get("reason") or "")


def _drawing(
    head: Head,
    superior: Tie | None,
    managers: list[Tie],
    below: list[Node],
    many: dict[int, int | None],
) -> Any:
    note = _("下设 {n} 个").format(n=words.capped(head.below))
    if head.members is not None:
        note = _("党员 {members} 名，下设 {below} 个").format(
            members=words.capped(head.members), below=words.capped(head.below)
        )
    more = ""
    if head.below > MOST_BELOW:
        more = _("还有 {n} 个").format(n=head.below - MOST_BELOW + 1)
    return drawing(
        me=(head.short, note),
        superior=(superior.name, _since(_("隶属上级"), superior.since)) if superior else None,
        managers=[(tie.name, _since(_("双重管理"), tie.since)) for tie in managers],
        below=[(node.name, _members(many.get(node.id))) for node in below],
        more_below=more,
    )


def _members(many: int | None) -> str:
    """No number where the rosters begin after the day looked at."""
    return "" if many is None else _("{n} 名党员").format(n=words.capped(many))


def _since(what: str, since: date | None) -> str:
    if since is None:
        return what
    return _("{what}，{year}年起").format(what=what, year=since.year)


def _relations(
    head: Head,
    superior: Tie | None,
    ties: list[Tie],
    below: list[Node],
    many: dict[int, int | None],
) -> list[dict[str, Any]]:
    """The drawing as a table: every tie and those below, with dates and basis."""
    rows = []
    if superior:
        rows.append(_tie_row(head, superior, _("隶属上级")))
    for tie in ties:
        if tie.kind == EdgeKind.LEADS:
            continue
        rows.append(_tie_row(head, tie, events.tie_words(tie)))
    rows += [
        {
            "what": _("下设"),
            "name": node.name,
            "url": addresses.page(node.code, day=head.day),
            "since": None,
            "note": _members(many.get(node.id)),
        }
        for node in below[:MOST_BELOW]
    ]
    if head.below > MOST_BELOW:
        rows.append(
            {
                "what": _("下设"),
                "name": ngettext("全部 {n} 个", "全部 {n} 个", head.below).format(n=head.below),
                "url": addresses.page(head.org.code, "below", head.day), "since": None, "note": "",
            }
        )  # fmt: skip
    return rows


def _tie_row(head: Head, tie: Tie, what: str) -> dict[str, Any]:
    return {
        "what": what, "name": tie.name, "since": tie.since, "note": tie.basis,
        "url": addresses.page(tie.code, day=head.day) if tie.in_sight else "",
    }  # fmt: skip


def _facts(head: Head) -> list[dict[str, Any]]:
    """基本情况. What has no history of its own (unit, contact) is told for today only."""
    org, day = head.org, words.day
    secretary = next((seat for seat in head.seats if seat.title == Title.SECRETARY), None)
    facts: list[dict[str, Any]] = [
        {"label": _("组织编码"), "value": org.code, "raw": True},
        {"label": _("书记"), "value": secretary.name if secretary else ""},
        {"label": _("班子"), **_team(head.seats, head.shown_on)},
        {"label": _("成立"), "value": day(org.held.lower, PRECISIONS[org.founded_precision])},
    ]
    if org.held.upper is not None and head.is_ended:
        facts.append({"label": _("撤销"), "value": day(org.held.upper)})
    if head.term is not None:
        facts.append({"label": _("任期至"), "value": day(head.term.due_on)})
    if head.day.is_past:
        return facts
    if org.situation:
        facts.append({"label": _("单位情况"), "value": org.get_situation_display()})
    if org.unit is not None:
        url = addresses.elsewhere("orgs:unit", org.unit.public_id)
        facts.append({"label": _("所在单位"), "value": org.unit.name, "url": url})
    tail = words.tail(org.phone) if org.phone else ""
    who = {"value": org.contact, "note": tail} if org.contact else {"value": tail}
    return [*facts, {"label": _("联系人"), **who}]


def _team(seats: list[Seat], on: date) -> dict[str, str]:
    vacant = [seat for seat in seats if seat.is_vacant]
    told = [seat.told_from for seat in seats if seat.told_from]
    taken = len(seats) - len(vacant) - len(told)
    if not seats:
        return {"value": ""}
    if told and not taken:
        return {
            "value": _("没有登记"),
            "note": _("从{day}起有记录").format(day=words.day(min(told))),
        }
    if not vacant:
        return {"value": ngettext("{n} 人", "{n} 人", taken).format(n=taken)}
    longest = max(vacant, key=lambda seat: on - (seat.vacant_since or on))
    days = (on - (longest.vacant_since or on)).days
    return {
        "value": _("{n} 人，缺 {m} 人").format(n=taken, m=len(vacant)),
        "note": _("{post}空缺 {n} 天").format(post=longest.label, n=days),
    }
