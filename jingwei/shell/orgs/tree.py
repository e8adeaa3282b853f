"""What does the tree beside a page show? The way down to one organisation, branches on demand."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import counts, queries
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.orgs.queries import MOST_CHILDREN, Node
from jingwei.shell.orgs import addresses
from jingwei.shell.orgs.days import Day


@dataclass
class Twig:
    """One row of the tree, as ``shell/_tree.html`` draws it."""

    label: str
    url: str
    level: int
    current: bool = False
    count: int | None = None
    has_children: bool = False
    open: bool = False
    toggle_url: str = ""
    key: str = ""
    children: list["Twig"] = field(default_factory=list)


@dataclass
class Grown:
    """A tree and the members counted for it, by organisation."""

    twigs: list[Twig] = field(default_factory=list)
    many: dict[int, int | None] = field(default_factory=dict)


def around(scope: Scope, org: Organisation, above: list[Any], day: Day) -> Grown:
    """The tree with everything on the way down to ``org`` open; three queries at any size.

    ``above`` are the superiors of the day (``queries.superiors``).
    """
    tops = queries.roots(scope, day.on)
    chain = [one.id for one in above if one.in_sight] + [org.pk]
    below = queries.nodes_below(scope, chain, day.on, most=MOST_CHILDREN + 1)
    many = counts.members_below([*tops, *below], day.on, today=day.today)
    return Grown(_grown(tops, below, day, many, current=org.pk, open_ids=set(chain)), many)


def branch(scope: Scope, org: Organisation, level: int, day: Day, *, is_open: bool) -> list[Twig]:
    """One organisation with or without those directly below, for a click on its arrow."""
    state = queries.state_on(scope, org, day.on)
    if state is None:
        return []
    below = queries.children(scope, org, day.on, most=MOST_CHILDREN + 1)
    top = Node(
        org.pk, org.code, state.short_name or state.name, state.kind, org.path, None,
        bool(below), org.is_open,
    )  # fmt: skip
    shown = below if is_open else []
    many = counts.members_below([top, *shown], day.on, today=day.today)
    return _grown([top], shown, day, many, open_ids={org.pk} if is_open else set(), level=level)


def _grown(
    tops: list[Node],
    below: list[Node],
    day: Day,
    many: dict[int, int | None],
    *,
    open_ids: set[int],
    current: int | None = None,
    level: int = 0,
) -> list[Twig]:
    by_parent: dict[int | None, list[Node]] = {}
    for node in below:
        by_parent.setdefault(node.parent_id, []).append(node)

    def twig(node: Node, depth: int) -> Twig:
        is_open = node.id in open_ids and node.has_below
        grown = Twig(
            label=node.name if node.is_today else _("{name}（已撤销）").format(name=node.name),
            url=addresses.page(node.code, day=day),
            level=depth,
            key=node.code,
            current=node.id == current,
            count=many.get(node.id),
            has_children=node.has_below,
            open=is_open,
            toggle_url=addresses.tree(
                day, under=node.code, level=depth or None, shut=1 if is_open else None
            ),
        )
        if is_open:
            shown = by_parent.get(node.id, [])
            grown.children = [twig(child, depth + 1) for child in shown[:MOST_CHILDREN]]
            if len(shown) > MOST_CHILDREN:
                grown.children.append(_rest(node, depth + 1, day))
        return grown

    return [twig(top, level) for top in tops]


def _rest(node: Node, level: int, day: Day) -> Twig:
    return Twig(_("还有更多，看全部下设组织"), addresses.page(node.code, "below", day), level)
