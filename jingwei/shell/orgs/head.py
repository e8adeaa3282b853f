"""What stands at the head of every page about an organisation, as of the day looked at?"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import counts, history, queries, seats
from jingwei.kernel.orgs.kinds import EdgeKind, OrgKind
from jingwei.kernel.orgs.models import Edge, Organisation, OrganisationState, Term
from jingwei.kernel.orgs.queries import Superior
from jingwei.kernel.orgs.seats import Seat
from jingwei.kernel.orgs.tie_rules import TERMLESS
from jingwei.kernel.rulebook.queries import value_of
from jingwei.shell.gate import scope_of
from jingwei.shell.http import count_capped, is_fragment
from jingwei.shell.orgs import addresses
from jingwei.shell.orgs.days import Day, day_of
from jingwei.shell.orgs.tree import Grown, around


@dataclass(frozen=True)
class Tag:
    """A state of the organisation in shape, word and colour."""

    kind: str
    text: str


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool
    count: int | None = None


@dataclass
class Head:
    """An organisation as of a day, with all that its pages share."""

    scope: Scope
    org: Organisation
    day: Day
    shown_on: date  # the day looked at, or the last day of an organisation that had ended by then
    state: OrganisationState | None
    superiors: list[Superior]
    seats: list[Seat]
    term: Term | None
    members: int | None  # None: the rosters begin after the day looked at
    below: int
    units: int
    lines: int
    tree: Grown = field(default_factory=Grown)
    tags: list[Tag] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.state.name if self.state else self.org.name

    @property
    def short(self) -> str:
        return (self.state.short_name if self.state else self.org.short_name) or self.name

    @property
    def kind(self) -> str:
        return self.state.kind if self.state else self.org.kind

    @property
    def kind_label(self) -> str:
        return str(OrgKind(self.kind).label) if self.kind in OrgKind.values else self.kind

    @property
    def is_not_yet(self) -> bool:
        """Had it not been founded by the day looked at?"""
        return self.state is None

    @property
    def is_ended(self) -> bool:
        return self.org.held.upper is not None and self.day.on >= self.org.held.upper

    @property
    def may_change(self) -> bool:
        return (
            not self.day.is_past
            and self.org.is_open
            and self.scope.holds(Duty.ORGS_CHANGE, self.org.path)
        )

    @property
    def sees_members(self) -> bool:
        return self.scope.holds(Duty.MEMBERS_SEE, self.org.path)

    @property
    def superior(self) -> Superior | None:
        return self.superiors[-1] if self.superiors else None


def head_of(request: HttpRequest, code: str) -> Head:
    """The organisation of an address within the scope.

    Raises: Http404, the same for out of sight and unknown.
    """
    scope, day = scope_of(request), day_of(request)
    org = queries.organisation(scope, code)
    if org is None:
        raise Http404
    ended = org.held.upper is not None and day.on >= org.held.upper
    shown_on = org.held.upper - timedelta(days=1) if ended else day.on
    above = queries.superiors(org, shown_on)
    # An answer to htmx goes into the page that stands there, with its tree.
    grown = Grown() if is_fragment(request) else around(scope, org, above, day)
    if org.pk in grown.many:
        members = grown.many[org.pk]
    else:
        members = counts.members_below([org], shown_on, today=day.today).get(org.pk)
    head = Head(
        scope=scope, org=org, day=day, shown_on=shown_on,
        state=queries.state_on(scope, org, shown_on),
        superiors=above,
        seats=seats.seats(scope, org, shown_on, today=day.today),
        term=queries.term_on(scope, org, shown_on),
        members=members,
        tree=grown,
        below=count_capped(edges_below(scope, org, shown_on)),
        units=count_capped(queries.units(scope, org).filter(held__contains=shown_on)),
        lines=count_capped(
            history.entries(
                scope, org, below=False, with_people=scope.holds(Duty.MEMBERS_SEE)
            )
        ),
    )  # fmt: skip
    head.tags = _tags(head)
    return head


def edges_below(scope: Scope, org: Organisation, on: date) -> Any:
    """Edges to the organisations directly below on a day, in tree order by ``org_path``."""
    return Edge.objects.within(scope).filter(
        host=org, kind=EdgeKind.LEADS, held__contains=on
    )  # fmt: skip


def context_of(head: Head, tab: str, **more: Any) -> dict[str, Any]:
    """What ``orgs/page.html`` needs."""
    return {
        "head": head,
        "crumbs": _crumbs(head),
        "tabs": _tabs(head, tab),
        "tab_url": addresses.page(head.org.code, tab),
        "nodes": head.tree.twigs,
        "change_url": addresses.page(head.org.code, "change") if head.may_change else "",
        "today_url": addresses.page(head.org.code, tab),
        **more,
    }


def _crumbs(head: Head) -> list[dict[str, str]]:
    above = [
        {"label": one.name, "url": addresses.page(one.code, day=head.day) if one.in_sight else ""}
        for one in head.superiors
    ]
    return [*above, {"label": head.short, "url": ""}]


def _tabs(head: Head, current: str) -> list[Tab]:
    taken = sum(1 for seat in head.seats if seat.name)
    said: list[tuple[str, str, int | None]] = [
        ("home", _("概况"), None),
        ("posts", _("班子"), taken),
        ("members", _("党员"), head.members),
        ("below", _("下设组织"), head.below),
        ("units", _("单位"), head.units),
        ("ledger", _("工作记录"), head.lines),
        ("history", _("沿革"), None),
    ]
    return [
        Tab(label, addresses.page(head.org.code, key, head.day), key == current, count)
        for key, label, count in said
        if key != "members" or head.sees_members
    ]


def _tags(head: Head) -> list[Tag]:
    if head.is_not_yet:
        return [Tag("mute", _("还没有成立"))]
    if head.is_ended:
        return [Tag("mute", _("{day} 撤销").format(day=f"{head.org.held.upper:%Y-%m-%d}"))]
    found = [Tag("ok", _("正常"))]
    due = term_tag(head.term, head.kind, head.shown_on)
    return [*found, due] if due else found


def term_tag(term: Term | None, kind: str, on: date) -> Tag | None:
    """How many days until the election is due; nothing while it is far off, by the rulebook."""
    if term is None or kind in TERMLESS:
        return None
    days = (term.due_on - on).days
    if days < 0:
        return Tag(
            "bad",
            ngettext("换届超期 {n} 天", "换届超期 {n} 天", -days).format(n=-days),
        )
    if days > int(value_of("term.due.notice_days", on)):
        return None
    if days == 0:
        return Tag("warn", _("今天换届到期"))
    return Tag("warn", ngettext("{n} 天后换届", "{n} 天后换届", days).format(n=days))
