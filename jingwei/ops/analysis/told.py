"""What are the figures of one organisation, from a snapshot? The same answer as from the facts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from jingwei.kernel.figures.declare import Records
from jingwei.kernel.figures.figure import Figure, figure_of, no_figure
from jingwei.kernel.figures.layout import layout_of
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import registered
from jingwei.ops.analysis import compute
from jingwei.ops.analysis.engines import Engine
from jingwei.ops.words import Stopped, _

Rule = Callable[[str, date], Decimal]


def figures_from(
    place: Path, engine: Engine, *, code: str | None, on: date | None
) -> tuple[str, str, list[Figure], Rule]:
    """Code, name and figures of one organisation (the city's root without a code), last month or
    that of ``on``; and the rulebook's numbers of the snapshot, for titles.

    Raises: Stopped for an organisation or a month that is not in the snapshot.
    """
    found = compute.opened(place)
    known = compute.organisations(engine, found)
    code = code or found.code
    if code not in known:
        raise Stopped(_("没有代码为 {code} 的组织。").format(code=code))
    period = _period(found, on)
    org, name = known[code]
    totals = {
        fact.records: fact.total
        for fact in compute.work_out(engine, found, only=period)
        if fact.org_id == org
    }
    least = int(found.rule("figures.denominator.least", period.on))
    figures = []
    for one in registered().indicators.values():
        total = _total(one.records, totals)
        if total is None:
            figures.append(no_figure(one, org, period.on))
            continue
        place_of = layout_of(one.records).places[one.code]
        figures.append(figure_of(one, org, period.on, list(total), place_of, least=least))
    return code, name, figures, found.rule


def _period(found: compute.Snapshot, on: date | None) -> Period:
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
