"""How does a record look in the list behind a figure? By what kind of thing it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.figures.declare import Indicator
from jingwei.kernel.figures.evidence import details
from jingwei.kernel.orgs.kinds import OrgKind
from jingwei.kernel.orgs.models import Organisation, OrganisationState
from jingwei.kernel.people.kinds import Category
from jingwei.kernel.people.models import Membership, Person, Position, Post
from jingwei.shell import words
from jingwei.shell.figures.asking import Asking
from jingwei.shell.orgs import addresses


@dataclass(frozen=True)
class Record:
    """One row: its name as a link, what it is, and why it counts."""

    name: str
    url: str
    cells: list[str]


@dataclass(frozen=True)
class Table:
    heads: list[str]
    rows: list[Record]


def table_of(one: Indicator, asking: Asking, rows: Sequence[Any]) -> Table:
    """The rows of one page; the number of queries does not depend on how many there are."""
    return DRAWN.get(one.records.model, _others)(one, asking, rows)


def _organisations(one: Indicator, asking: Asking, rows: Sequence[Organisation]) -> Table:
    on = asking.asked.period.on
    ids = [row.pk for row in rows]
    states = {
        state.org_id: state
        for state in OrganisationState.objects.within(asking.scope).filter(
            org__in=ids, held__contains=on
        )
    }
    seen = details(one.records, asking.asked, ids, ids) if one.reason and ids else {}
    names = _names(asking, {row.path[:-5] for row in rows}, by="path")
    return Table(
        [_("组织"), _("类别"), _("上级"), _("说明")],
        [
            Record(
                states[row.pk].name if row.pk in states else row.name,
                addresses.page(row.code, day=asking.day),
                [
                    _label(OrgKind, states[row.pk].kind if row.pk in states else row.kind),
                    names.get(row.path[:-5], "-"),
                    _reason(one, seen.get(row.pk)),
                ],
            )
            for row in rows
        ],
    )


def _memberships(one: Indicator, asking: Asking, rows: Sequence[Membership]) -> Table:
    people = (
        Person.objects.within(asking.scope)
        .only("name", "public_id").in_bulk([row.person_id for row in rows])
    )  # fmt: skip
    names = _names(asking, {row.org_id for row in rows})
    return Table(
        [_("党员"), _("所在组织"), _("类别"), _("起止")],
        [
            Record(
                people[row.person_id].name if row.person_id in people else _("档案已转出"),
                addresses.elsewhere("members:member", people[row.person_id].public_id)
                if row.person_id in people
                else "",
                [
                    names.get(row.org_id, "-"),
                    _label(Category, row.category),
                    _stretch(row.held.lower, row.held.upper),
                ],
            )
            for row in rows
        ],
    )


def _posts(one: Indicator, asking: Asking, rows: Sequence[Post]) -> Table:
    on = asking.asked.period.on
    holders = {
        row.post_id: row.name
        for row in Position.objects.within(asking.scope).filter(
            post__in=[row.pk for row in rows], held__contains=on
        )
    }
    names = _names(asking, {row.org_id for row in rows})
    codes = dict(
        Organisation.objects.within(asking.scope)
        .filter(pk__in={row.org_id for row in rows})
        .values_list("pk", "code")
    )
    return Table(
        [_("组织"), _("职务"), _("任职人")],
        [
            Record(
                names.get(row.org_id, "-"),
                addresses.page(codes[row.org_id], "posts", asking.day)
                if row.org_id in codes
                else "",
                [str(row.get_title_display()), holders.get(row.pk, _("空缺"))],
            )
            for row in rows
        ],
    )


def _others(one: Indicator, asking: Asking, rows: Sequence[Any]) -> Table:
    return Table([str(one.records.title)], [Record(str(row), "", []) for row in rows])


def _names(asking: Asking, keys: set[Any], *, by: str = "pk") -> dict[Any, str]:
    rows = Organisation.objects.within(asking.scope).filter(**{f"{by}__in": keys})
    return {getattr(row, by): row.short_name or row.name for row in rows}


def _reason(one: Indicator, seen: dict[str, Any] | None) -> str:
    if seen is None or not one.reason:
        return "-"
    told = {
        name: words.day(value) if isinstance(value, date) else ("-" if value is None else value)
        for name, value in seen.items()
    }
    return str(one.reason).format(**told)


def _stretch(first: date | None, until: date | None) -> str:
    if until is None:
        return _("{day} 起").format(day=words.day(first))
    last = until - timedelta(days=1)
    return _("{day} 至 {last}").format(day=words.day(first), last=words.day(last))


def _label(kinds: Any, value: str) -> str:
    return str(kinds(value).label) if value in kinds.values else value


DRAWN: dict[str, Callable[[Indicator, Asking, Sequence[Any]], Table]] = {
    "orgs.Organisation": _organisations,
    "people.Membership": _memberships,
    "people.Post": _posts,
}
