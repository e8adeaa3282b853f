"""What are the figures of one organisation, from a snapshot? The same answer as from the facts."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from operator import add
from pathlib import Path

from jingwei.kernel.figures.declare import Records
from jingwei.kernel.figures.figure import Figure, figure_of, no_figure
from jingwei.kernel.figures.layout import layout_of
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import registered
from jingwei.ops.analysis import cities, compute
from jingwei.ops.analysis.engines import Engine
from jingwei.ops.words import Stopped, _

Rule = Callable[[str, date], Decimal]


def figures_from(
    places: Sequence[Path], engine: Engine, *, code: str | None, on: date | None
) -> tuple[str, str, list[Figure], Rule]:
    """Code, name and figures of one organisation, last month or that of ``on``; and the rulebook's
    numbers of the snapshot, for titles. Without a code the root of the city; of several cities all
    their roots together.

    Raises: Stopped for an organisation or a month that is not in the snapshots, for a code that two
    of the cities use, and for cities of other months or numbers.
    """
    groups = cities.groups([cities.opened(place) for place in places])
    if len(groups) > 1:
        raise Stopped(_("这些快照的月份或规则的数不一样，不能合在一起看，请分开看。"))
    found = groups[0]
    code, name, keys = _asked(engine, found, code)
    period = _period(found, on)
    totals: dict[str, tuple[int, ...]] = {}
    for fact in compute.work_out(engine, found, only=period, keys=keys):
        before = totals.get(fact.records, (0,) * len(fact.total))
        totals[fact.records] = tuple(map(add, before, fact.total))
    least = int(found.rule("figures.denominator.least", period.on))
    figures = []
    for one in registered().indicators.values():
        total = _total(one.records, totals)
        if total is None:
            figures.append(no_figure(one, keys[0], period.on))
            continue
        place_of = layout_of(one.records).places[one.code]
        figures.append(figure_of(one, keys[0], period.on, list(total), place_of, least=least))
    return code, name, figures, found.rule


def _asked(
    engine: Engine, found: cities.Together, code: str | None
) -> tuple[str, str, Sequence[int]]:
    """Code, name and keys of what is asked for."""
    if code is None and len(found.cities) > 1:
        return (
            "+".join(city.code for city in found.cities),
            "、".join(city.name for city in found.cities), found.roots,
        )  # fmt: skip
    code = code or found.cities[0].code
    known = compute.organisations(engine, found).get(code, [])
    if len(known) > 1:
        raise Stopped(_("这些快照里有{n}个组织的代码是 {code}。").format(n=len(known), code=code))
    if not known:
        raise Stopped(_("没有代码为 {code} 的组织。").format(code=code), "org.unknown")
    key, name = known[0]
    return code, name, [key]


def _period(found: cities.Together, on: date | None) -> Period:
    for period in found.periods:
        if period.on == on:
            return period
    if on is None:
        return found.periods[-1]
    raise Stopped(
        _("快照里没有截至 {day} 的数，有的是：{days}。").format(
            day=on, days="、".join(str(one.on) for one in found.periods)
        )
    )


def _total(records: Records, totals: dict[str, tuple[int, ...]]) -> tuple[int, ...] | None:
    """Zeros where other records say that there is data here and nothing happened."""
    total = totals.get(records.code)
    if total is None and records.basis in totals:
        return (0,) * layout_of(records).width
    return total
