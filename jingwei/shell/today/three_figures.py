"""Which three figures stand beside the day's work, and how did they change?"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import address
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.declare import Kind
from jingwei.kernel.figures.figure import Figure

BRANCH = ("people.members", "people.members_probationary", "people.members_floating")
TREE = ("people.members", "orgs.without_secretary", "orgs.terms_overdue")
MONTHS, BACK = 6, 3


@dataclass(frozen=True)
class Shown:
    """One figure with the line of the last months. ``value`` None says that there is no data."""

    title: Any
    value: int | float | None
    unit: Any
    change: str
    url: str
    line: list[float | None] = field(default_factory=list)


@dataclass(frozen=True)
class Three:
    on: date | None
    figures: list[Shown]


def three_figures(scope: Scope) -> Three | None:
    """The figures of the acting post's own organisation; three queries, none without the duty."""
    if not scope.holds(Duty.FIGURES_SEE) or scope.org_id is None:
        return None
    standing = queries.latest()
    if standing is None:
        return Three(None, [])
    codes = BRANCH if scope.role == "secretary" else TREE
    found = queries.series(scope.org_id, standing.month, codes=codes, months=MONTHS)
    return Three(standing.on, [_shown(found[code], scope) for code in codes if found.get(code)])


def _shown(months: list[Figure], scope: Scope) -> Shown:
    last = months[-1]
    values = [month.value for month in months]
    return Shown(
        title=last.indicator.title, value=_plain(last.value), unit=last.indicator.unit,
        change=_change(months), url=_evidence(last, scope),
        line=[None if value is None else float(value) for value in values],
    )  # fmt: skip


def _plain(value: Decimal | None) -> int | float | None:
    """As pages write numbers: with thousands, and decimals only where there are any."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _change(months: list[Figure]) -> str:
    """Against three months ago, in the figure's own unit."""
    now, then = months[-1].value, months[-1 - BACK].value if len(months) > BACK else None
    if now is None:
        return _("还没有数据")
    if then is None:
        return ""
    unit = months[-1].indicator.unit if months[-1].indicator.kind != Kind.MEAN else ""
    if now == then:
        return _("近{n}月持平").format(n=BACK)
    more = _("近{n}月多{by}{unit}") if now > then else _("近{n}月少{by}{unit}")
    return more.format(n=BACK, by=f"{abs(now - then).normalize():f}", unit=unit)


def _evidence(figure: Figure, scope: Scope) -> str:
    """Its records; the page of own figures knows the organisation's code."""
    if not scope.holds(figure.indicator.records.duty):
        return ""
    return address("figures:own", i=figure.code)
