"""How does one late record come right at every level? Only its organisation and those above it.

The organisation's own records are counted again, the difference is added to everybody above it as
the tree stood then. Facts that come out the same are not touched.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from jingwei.kernel.access import paths
from jingwei.kernel.figures.declare import Records
from jingwei.kernel.figures.layout import layout_of
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.figures.sql import array, day, put, render
from jingwei.kernel.figures.tree import Above, up_from

OWN = """
SELECT r.org_id, ARRAY[<slots>]::bigint[] FROM (<rows>) r
WHERE r.org_id = ANY (<asked>) GROUP BY r.org_id
"""
# A row that came from elsewhere counts at everybody above the one end and not above the other.
BETWEEN = """
WITH counted AS MATERIALIZED (<rows>)
SELECT x.id, ARRAY[<slots>]::bigint[]
FROM (SELECT c.*, o.path AS here, e.path AS there FROM counted c
      JOIN organisation o ON o.id = c.org_id LEFT JOIN organisation e ON e.id = c.elsewhere) r
CROSS JOIN LATERAL generate_series(<step>, length(r.here), <step>) AS k (upto)
JOIN organisation x ON x.path = left(r.here, k.upto)
WHERE x.id = ANY (<asked>) AND left(r.there, k.upto) IS DISTINCT FROM left(r.here, k.upto)
GROUP BY x.id
"""
KNOWN = """
SELECT records, org_id, layout_id, own, total, known_from FROM fact
WHERE records = ANY (%s) AND month = %s AND known_to IS NULL AND org_id = ANY (<asked>)
"""
WRITE = """
INSERT INTO fact (org_id, records, month, layout_id, own, total, known_from)
SELECT n.org, n.records, %s, n.layout, n.own::bigint[], n.total::bigint[], %s
FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::text[])
    AS n (org, records, layout, own, total)
"""
THESE = """
USING unnest(%s::bigint[], %s::text[]) AS c (org, records)
WHERE f.org_id = c.org AND f.records = c.records AND f.month = %s AND f.known_to IS NULL
"""
# What this very moment wrote was never known to anybody.
DROP = put("DELETE FROM fact f <these>", these=THESE)
CLOSE = put("UPDATE fact f SET known_to = %s <these>", these=THESE.replace("USING", "FROM", 1))
LAST_MOVE = """
SELECT upper(held) FROM edge WHERE kind = 'leads' AND NOT upper_inf(held)
ORDER BY upper(held) DESC LIMIT 1
"""


class Outdated(Exception):
    """These facts cannot be mended one by one; the month has to be worked out whole."""


@dataclass
class _Known:
    own: list[int] | None
    total: list[int]
    since: datetime | None = field(default=None, compare=False)  # None where it is not kept yet


_Changed = dict[tuple[int, str], _Known]
"""What came out otherwise, by organisation and records."""


@dataclass
class _Case:
    cursor: Any
    period: Period
    at: datetime
    orgs: list[int]
    chain: list[Above]
    layouts: dict[str, int]

    @cached_property
    def ids(self) -> list[int]:
        return [one.org_id for one in self.chain]

    @cached_property
    def upwards(self) -> list[Above]:
        """The chain with everybody after all that stand below."""
        parents = {one.org_id: one.parent_id for one in self.chain}

        def depth(org: int | None) -> int:
            steps = 0
            while org is not None:
                org, steps = parents.get(org), steps + 1
            return steps

        return sorted(self.chain, key=lambda one: -depth(one.org_id))

    def slots(self, records: Records) -> str:
        return ", ".join(render(slot.sql(), self.period) for slot in layout_of(records).slots)


def heal(
    cursor: Any, layouts: dict[str, int], orgs: list[int], period: Period, *, at: datetime
) -> int:
    """Mend the facts of ``orgs`` and of everybody above them; gives how many were written.

    ``layouts`` are the records, in the order of filling, those that look at others with them, and
    the numbers under which their facts are written.

    Raises: Outdated where the facts were written under another declaration, or organisations moved.
    """
    records = [registered().records[code] for code in layouts]
    case = _Case(cursor, period, at, orgs, up_from(cursor, orgs, period), layouts)
    _refuse_moved(case, records)
    return sum(_heal_together(case, some) for some in _rounds(records) if some)


def _rounds(records: list[Records]) -> list[list[Records]]:
    """Records that go together: none of them looks at another of the same round."""
    rounds: list[list[Records]] = [[]]
    for one in records:
        if one.moved:
            continue
        if {*one.after} & {other.code for other in rounds[-1]}:
            rounds.append([])
        rounds[-1].append(one)
    return rounds


def _heal_together(case: _Case, some: list[Records]) -> int:
    """Read and write the facts of a round at once: most of one late record's time is waiting."""
    known = _known(case, some)
    changed: _Changed = {}
    for one in some:
        count = _count_between if one.elsewhere else _count_own
        fresh = count(case, one, known[one.code])
        for org, fact in fresh.items():
            before = known[one.code].get(org)
            if before != fact:
                fact.since = before.since if before else None
                changed[org, one.code] = fact
    return _write(case, some, changed)


def relation(period: Period) -> Any:
    """What other records came to, from the facts of the month."""

    def of(code: str) -> str:
        records = registered().records[code]
        columns = ", ".join(
            f"(coalesce(own, total))[{place.n + 1}] AS own_{name.split('.')[1]},"
            f" total[{place.n + 1}] AS all_{name.split('.')[1]}"
            for name, place in layout_of(records).places.items()
        )
        return put(
            "(SELECT org_id, <columns> FROM fact WHERE records = '<code>' AND month = <month>"
            " AND known_to IS NULL)",
            columns=columns, code=code, month=day(period.month),
        )  # fmt: skip

    return of


def _count_own(case: _Case, records: Records, known: dict[int, _Known]) -> dict[int, _Known]:
    # Who looks at other figures looks at those of everybody above, too.
    asked = case.ids if records.after else case.orgs
    rows = render(records.statement, case.period, relation(case.period), asked)
    statement = put(OWN, slots=case.slots(records), asked=array(asked))
    case.cursor.execute(put(statement, rows=rows))
    counted: dict[int, list[int]] = dict(case.cursor.fetchall())
    nothing = [0] * layout_of(records).width
    gained: dict[int, list[int]] = {}
    for org in asked:
        now, before = counted.get(org, nothing), _own(known.get(org), nothing)
        if now != before:
            gained[org] = _minus(now, before)
    anew, fresh = set(asked), dict[int, _Known]()
    for one in case.upwards if gained else ():
        more = gained.get(one.org_id)
        if more is None:
            continue
        fact = known.get(one.org_id)
        own = _own(fact, nothing) if one.org_id not in anew else counted.get(one.org_id, nothing)
        total = _plus(fact.total if fact else nothing, more)
        fresh[one.org_id] = _Known(None if own == total else own, total)
        # What came here from one's own below is nothing to those above, but is one's own now.
        if one.parent_id is not None and any(more):
            above = gained.get(one.parent_id)
            gained[one.parent_id] = _plus(above, more) if above else more
    return fresh


def _count_between(case: _Case, records: Records, known: dict[int, _Known]) -> dict[int, _Known]:
    rows = render(records.statement, case.period)
    statement = put(BETWEEN, slots=case.slots(records), asked=array(case.ids), step=paths.STEP)
    case.cursor.execute(put(statement, rows=rows))
    counted: dict[int, list[int]] = dict(case.cursor.fetchall())
    nothing = [0] * layout_of(records).width
    return {org: _Known(None, counted.get(org, nothing)) for org in {*counted, *known}}


def _refuse_moved(case: _Case, records: list[Records]) -> None:
    """Where organisations moved since, today's paths do not say who stood where; nor do sums."""
    if not any(one.elsewhere or one.moved for one in records):
        return
    case.cursor.execute(LAST_MOVE)
    row = case.cursor.fetchone()
    if row is not None and row[0] > case.period.before:
        raise Outdated


def _known(case: _Case, some: list[Records]) -> dict[str, dict[int, _Known]]:
    """The facts of the chain as they are known now, by records."""
    found: dict[str, dict[int, _Known]] = {one.code: {} for one in some}
    known = put(KNOWN, asked=array(case.ids))
    case.cursor.execute(known, [list(found), case.period.month])
    for code, org, layout, own, total, since in case.cursor.fetchall():
        if layout != case.layouts[code]:
            raise Outdated(code)
        found[code][org] = _Known(own, total, since)
    return found


def _own(known: _Known | None, nothing: list[int]) -> list[int]:
    if known is None:
        return nothing
    return known.total if known.own is None else known.own


def _write(case: _Case, some: list[Records], changed: _Changed) -> int:
    if not changed:
        return 0
    month = case.period.month
    old = [key for key, fact in changed.items() if fact.since and fact.since < case.at]
    new = [key for key, fact in changed.items() if fact.since and fact.since >= case.at]
    if old:
        case.cursor.execute(CLOSE, [case.at, *_columns(old), month])
    if new:
        case.cursor.execute(DROP, [*_columns(new), month])
    by_code = {one.code: one for one in some}
    facts = [
        (org, code, case.layouts[code], None if fact.own is None else _array(fact.own),
         _array(fact.total))
        for (org, code), fact in changed.items()
        if _is_data(by_code[code], fact.total)
    ]  # fmt: skip
    if facts:
        columns = [list(column) for column in zip(*facts, strict=True)]
        case.cursor.execute(WRITE, [month, case.at, *columns])
    return len(changed)


def _columns(keys: list[tuple[int, str]]) -> list[list[Any]]:
    return [[org for org, _code in keys], [code for _org, code in keys]]


def _is_data(records: Records, total: list[int]) -> bool:
    """No row says no data; records with a basis need no row of zeros."""
    return any(total) if records.basis else total[0] != 0


def _plus(one: list[int], other: list[int]) -> list[int]:
    return [a + b for a, b in zip(one, other, strict=True)]


def _minus(one: list[int], other: list[int]) -> list[int]:
    return [a - b for a, b in zip(one, other, strict=True)]


def _array(numbers: list[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"
