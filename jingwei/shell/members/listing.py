"""What does a page of the list hold? Ids by key first, then their rows, then all around them."""

from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.figures import queries as figures
from jingwei.kernel.figures.figure import Figure
from jingwei.kernel.orgs import queries as orgs
from jingwei.kernel.people import looking
from jingwei.kernel.people import queries as roster
from jingwei.shell.http import Page, count_capped, page_of
from jingwei.shell.members import columns, filters, queries
from jingwei.shell.members.columns import Column
from jingwei.shell.members.filters import Asked, Chip
from jingwei.shell.members.rows import table_rows
from jingwei.shell.paging import CAP

SIZE: Final = 50
MEMBERS: Final = "people.members"
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
MOST_PLACES: Final = 100
NO_ID: Final = "00000000-0000-0000-0000-000000000000"
VIEWS: Final[tuple[tuple[dict[str, str], str, Any], ...]] = (
    ({}, "members", _("全部")),
    ({"category": "probationary"}, "probationary", _("预备党员")),
    ({"floating": "1"}, "floating", _("流动党员")),
    ({"numbered": "0"}, "unnumbered", _("缺身份证号")),
)
"""The views of the house: conditions, the name of their count, the words of the tab."""


@dataclass(frozen=True)
class Listing:
    """One page of the list, ready for its templates; nothing is asked before it is drawn."""

    scope: Scope
    query: QueryDict
    on: date
    found: Asked = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", filters.asked(self.query, self.scope))

    @property
    def order(self) -> str:
        return self.found.order

    @cached_property
    def people(self) -> Any:
        return roster.members(self.scope, self.found.filters, self.on)

    @cached_property
    def page(self) -> Page[Any]:
        rows, keys = roster.keys_of(self.people, self.order)
        start = self.query.get("from", "") if self.has_letters else ""
        with looking.along_names(self.scope, self.found.filters, self.order):
            return page_of(rows, keys=keys, at=self.query.get("at", ""), start=start, size=SIZE)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        return roster.rows_of(self.scope, [row["id"] for row in self.page.rows])

    @cached_property
    def choices(self) -> queries.Choices:
        return queries.choices(self.scope)

    @cached_property
    def chosen(self) -> list[Column]:
        return columns.listed(self.choices.columns)

    @cached_property
    def heads(self) -> list[dict[str, Any]]:
        """The chosen columns with the address that sorts by them."""
        return [
            {"column": column, "sort": self.sort_url(column.order) if column.order else "",
             "sorted": self.sorted_by(column.order)}
            for column in self.chosen
        ]  # fmt: skip

    @property
    def name_head(self) -> dict[str, Any]:
        return {"sort": self.sort_url("name"), "sorted": self.sorted_by("name")}

    @property
    def width(self) -> int:
        """How many columns the table has, for the line that says that it is empty."""
        return len(self.chosen) + 5

    def sorted_by(self, order: str) -> str:
        """What ``aria-sort`` says of a column; ages run against the days of birth."""
        if not order or self.order.lstrip("-") != order:
            return ""
        return "descending" if self.order.startswith("-") else "ascending"

    def sort_url(self, order: str) -> str:
        left = self.query.copy()
        for name in ("at", "from"):
            left.pop(name, None)
        left["order"] = f"-{order}" if self.order == order else order
        return f"?{left.urlencode()}"

    @property
    def may_export(self) -> bool:
        return self.scope.holds(Duty.MEMBERS_EXPORT)

    @cached_property
    def drawn(self) -> SafeString:
        """The rows of the table."""
        address = reverse("members:member", args=[NO_ID]).replace(NO_ID, "{}")
        return table_rows(self.rows, self.chosen, on=self.on, address=address, tick=self.may_export)

    @property
    def has_letters(self) -> bool:
        """Jumping to a letter needs the order by name and a list worth jumping in."""
        return self.order == "name" and not self.found.filters.text

    @cached_property
    def letters(self) -> SafeString | None:
        """Links to the letters, put together at once; None where there is nothing to jump in."""
        if not self.has_letters or not (self.page.next or self.page.previous):
            return None
        before = escape(f"?{self.plain}&from=" if self.plain else "?from=")
        mark = {self.page.start: ' aria-current="true"'}
        said = [
            f'<a href="{before}{letter}"{mark.get(letter, "")}>{letter.upper()}</a>'
            for letter in LETTERS
        ]
        return SafeString("".join(said))

    @property
    def first_url(self) -> str:
        return f"?{self.plain}"

    @property
    def next_url(self) -> str:
        return self._at(self.page.next)

    @property
    def previous_url(self) -> str:
        return self._at(self.page.previous)

    def _at(self, cursor: str) -> str:
        return f"?{self.plain}&at={cursor}" if self.plain else f"?at={cursor}"

    @property
    def more_url(self) -> str:
        """The same list with the further conditions open, for browsers without a script."""
        return f"?{self.plain}&more=1" if self.plain else "?more=1"

    @property
    def conditions_url(self) -> str:
        address = reverse("members:conditions")
        return f"{address}?{self.plain}" if self.plain else address

    @cached_property
    def counts(self) -> roster.Counts:
        org = self.found.org
        return roster.counts(self.scope, org.path if org else "")

    @cached_property
    def total(self) -> int:
        """How many the conditions leave, at most 10,001; the plain list is counted already."""
        page = self.page
        if not page.next and not page.previous and not page.start:
            return len(page.rows)
        said = {name: value for name, value in self.found.said.items() if name != "org"}
        for conditions, name, _label in VIEWS:
            if said == conditions:
                return int(getattr(self.counts, name))
        return count_capped(self.people)

    @cached_property
    def known(self) -> Figure | None:
        """How many members the figures know, where there are more than are worth counting here."""
        org = self.found.org
        top = org.pk if org else self.scope.org_id
        last = figures.latest() if self.counts.members > CAP and top else None
        if last is None or top is None:
            return None
        return figures.in_month([top], last.month, codes=[MEMBERS])[top, MEMBERS]

    @property
    def chips(self) -> list[Chip]:
        return filters.chips(self.found, self.query)

    @property
    def category_field(self) -> Any:
        return filters.FilterForm.base_fields["category"]

    @property
    def order_words(self) -> str:
        return str(filters.ORDER_WORDS[self.order])

    @cached_property
    def hidden(self) -> list[tuple[str, str]]:
        """The conditions as hidden inputs, for forms that speak of the same list."""
        plain = QueryDict(self.plain)
        return [(name, plain[name]) for name in plain]

    @cached_property
    def plain(self) -> str:
        """The conditions and the order as a query string, without the place in the list."""
        return filters.plain(self.query)


def tabs(listing: Listing) -> list[dict[str, Any]]:
    """The views of the list: four of the house with their counts, then the account's own."""
    base, now, shown = reverse("members:list"), listing.plain, []
    org = listing.query.get("org", "")
    for conditions, name, label in VIEWS:
        url = urlencode(conditions | ({"org": org} if org else {}))
        shown.append(
            {"label": label, "count": getattr(listing.counts, name),
             "url": f"{base}?{url}" if url else base, "current": _same(now, url)}
        )  # fmt: skip
    shown += [
        {"label": view.name, "url": f"{base}?{view.query}", "current": _same(now, view.query)}
        for view in listing.choices.views
    ]
    return shown


def _same(one: str, other: str) -> bool:
    return sorted(QueryDict(one).items()) == sorted(QueryDict(other).items())


def places(listing: Listing, top: str) -> SafeString | None:
    """The options for narrowing the list: up to the acting post's own organisation, called
    ``top``, and those directly below; None where there is only one. At most two queries."""
    scope, org = listing.scope, listing.found.org
    is_top = org is None or org.pk == scope.org_id
    found = [("", gettext("全部组织") if is_top else top)]
    if org is not None and not is_top:
        above = orgs.breadcrumb(org, scope)
        found += [(one.code, str(one)) for one in above if one.pk != scope.org_id]
        found.append((org.code, str(org)))
    here = scope.org_id if org is None else org.pk
    found += queries.below(scope, here, MOST_PLACES) if here else []
    if len(found) == 1:
        return None
    chosen = org.code if org is not None and not is_top else ""
    mark = {chosen: " selected"}
    options = [
        f'<option value="{escape(code)}"{mark.get(code, "")}>{escape(name)}'  # needs no end
        for code, name in found
    ]
    return SafeString("".join(options))
