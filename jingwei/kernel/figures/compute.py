"""What do the figures come to? Counted once where a record lives, then summed up level by level.

Everything happens in temporary tables of the transaction: ``fill`` keeps the result as facts,
a question as of any day reads it and forgets it.
"""

from typing import Any

from jingwei.kernel.figures import moved
from jingwei.kernel.figures.declare import Records
from jingwei.kernel.figures.layout import layout_of
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.sql import put, render
from jingwei.kernel.figures.stock import Stock
from jingwei.kernel.figures.tree import TREE

OWN = """
CREATE TEMP TABLE <own> ON COMMIT DROP AS
SELECT r.org_id, <slots> FROM (<rows>) r <inside> GROUP BY r.org_id
"""
# Without it, where everything is asked for, the server may read with several hands.
INSIDE = "JOIN <tree> t USING (org_id)"

# A row that came from elsewhere counts at its organisation and at nobody who stands above both
# ends: it is taken back once, at the lowest organisation above both. Sums along the path are then
# right at every level, without asking each level by itself.
BETWEEN = """
WITH RECURSIVE counted AS MATERIALIZED (<rows>),
crossing AS MATERIALIZED (
    SELECT row_number() OVER () AS nr, c.* FROM counted c
    JOIN <tree> t ON t.org_id = c.org_id WHERE c.elsewhere IS NOT NULL
), ends AS (
    SELECT org_id AS id FROM crossing UNION SELECT elsewhere FROM crossing
), up AS (
    SELECT e.id, e.id AS above, t.parent_id, t.depth FROM ends e JOIN <tree> t ON t.org_id = e.id
    UNION ALL
    SELECT u.id, t.org_id, t.parent_id, t.depth FROM up u JOIN <tree> t ON t.org_id = u.parent_id
), lowest AS (
    SELECT DISTINCT ON (c.nr) c.nr, a.above FROM crossing c
    JOIN up a ON a.id = c.org_id JOIN up b ON b.id = c.elsewhere AND b.above = a.above
    ORDER BY c.nr, a.depth DESC
), weighed AS (
    SELECT c.org_id AS at, 1 AS weight, c.* FROM counted c JOIN <tree> t USING (org_id)
    UNION ALL
    SELECT l.above, -1, <columns> FROM crossing c JOIN lowest l USING (nr)
)
SELECT at AS org_id, <slots> FROM weighed GROUP BY at
"""

LEVEL = """
INSERT INTO <total> (org_id, parent_id, depth, <names>)
SELECT t.org_id, t.parent_id, t.depth, <sums>
FROM <tree> t
LEFT JOIN <own> o ON o.org_id = t.org_id
LEFT JOIN (
    SELECT parent_id, <below> FROM <total> WHERE depth = <depth> + 1 GROUP BY parent_id
) b ON b.parent_id = t.org_id
WHERE t.depth = <depth> AND (o.org_id IS NOT NULL OR b.parent_id IS NOT NULL)
"""


def prepare(cursor: Any, memory: str = "128MB") -> None:
    """Set up the transaction: room for sums, and no compiling of SQL that runs for a moment.

    A server that compiles spends longer on forty small conditions than on counting by them.
    """
    cursor.execute(
        "SELECT set_config('work_mem', %s, true), set_config('jit', 'off', true)", [memory]
    )


class Computed:
    """The figures of one period in temporary tables; valid until the transaction ends."""

    def __init__(
        self, cursor: Any, period: Period, *, top: int | None = None, stock: Stock | None = None
    ) -> None:
        self.cursor, self.period, self.stock, self.tree = cursor, period, stock, TREE
        self.inside = "" if top is None else put(INSIDE, tree=TREE)
        self.empty: set[str] = set()  # codes of records of which there is none in the period
        self._deepest: int | None = None
        self._drop("^figure_(own|total)_")  # of a question before this in the transaction
        self._made: set[str] = set()

    def own(self, records: Records) -> str:
        return f"figure_own_{_plain(records.code)}"

    def total(self, records: Records) -> str:
        return f"figure_total_{_plain(records.code)}"

    def work_out(self, records: Records) -> None:
        """Count ``records`` at their organisations and sum them up; replaces an earlier result."""
        own, total = self.own(records), self.total(records)
        if records.code in self._made:
            self.cursor.execute(f"DROP TABLE IF EXISTS {own}, {total}")
        self._made.add(records.code)
        if records.moved:
            self._create_total(total, records)
            moved.work_out(self.cursor, records, self.period, total=total)
        else:
            self._count(records, own)
            if self.cursor.rowcount == 0:
                self.empty.add(records.code)  # nothing to sum up, to look up or to measure
                return
            self._create_total(total, records)
            self._sum_up(records, own, total)
            self.cursor.execute(f"CREATE INDEX ON {own} (org_id)")
        self.cursor.execute(f"CREATE INDEX ON {total} (org_id)")
        self.cursor.execute(f"ANALYZE {total}")

    def forget(self) -> None:
        """Drop the tables before the transaction ends."""
        self._drop("^figure_(tree|own|total|new|changed|crossed)")

    def _drop(self, named: str) -> None:
        self.cursor.execute(
            "SELECT string_agg(quote_ident(relname), ', ') FROM pg_class"
            " WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r' AND relname ~ %s",
            [named],
        )
        (names,) = self.cursor.fetchone()
        if names:
            self.cursor.execute(f"DROP TABLE {names}")

    def relation(self, code: str) -> str:
        """What other records came to, for records that look at them."""
        from jingwei.kernel.figures.registered import registered

        records = registered().records[code]
        if code in self.empty:
            return self._nothing(records)
        places = layout_of(records).places
        columns = ", ".join(
            f"coalesce(o.c{place.n}, 0) AS own_{code.split('.')[1]}, t.c{place.n}"
            f" AS all_{code.split('.')[1]}"
            for code, place in places.items()
        )
        return put(
            "(SELECT t.org_id, <columns> FROM <total> t LEFT JOIN <own> o USING (org_id))",
            columns=columns, total=self.total(records), own=self.own(records),
        )  # fmt: skip

    def _nothing(self, records: Records) -> str:
        columns = ", ".join(
            f"0::bigint AS own_{code.split('.')[1]}, 0::bigint AS all_{code.split('.')[1]}"
            for code in layout_of(records).places
        )
        return f"(SELECT 0::bigint AS org_id, {columns} WHERE false)"

    def _count(self, records: Records, own: str) -> None:
        if self.stock is not None and records.lasting:
            self.stock.count(self.cursor, records, self.period, own)
            return
        kept = self.stock is not None and records.base
        statement = (
            records.select_from(self.stock.base_of(records))
            if self.stock is not None and kept
            else records.statement
        )
        rows = render(statement, self.period, self.relation)
        if records.elsewhere:
            statement = f"CREATE TEMP TABLE {own} ON COMMIT DROP AS {BETWEEN}"
            slots = _slots(records, self.period, "weight")
            columns = ", ".join(f"c.{name}" for name in self._columns(rows))
            self.cursor.execute(
                put(statement, columns=columns, rows=rows, slots=slots, tree=self.tree)
            )
        else:
            slots = _slots(records, self.period)
            self.cursor.execute(put(OWN, own=own, rows=rows, slots=slots, inside=self.inside))

    def _columns(self, rows: str) -> list[str]:
        self.cursor.execute(put("SELECT * FROM (<rows>) r LIMIT 0", rows=rows))
        return [column.name for column in self.cursor.description]

    def _create_total(self, total: str, records: Records) -> None:
        columns = ", ".join(f"c{i} bigint NOT NULL" for i in range(layout_of(records).width))
        self.cursor.execute(
            f"CREATE TEMP TABLE {total} (org_id bigint, parent_id bigint, depth int, {columns})"
            " ON COMMIT DROP"
        )

    def _sum_up(self, records: Records, own: str, total: str) -> None:
        places = range(layout_of(records).width)
        parts = {
            "total": total,
            "own": own,
            "tree": self.tree,
            "names": ", ".join(f"c{i}" for i in places),
            "sums": ", ".join(f"coalesce(o.c{i}, 0) + coalesce(b.c{i}, 0)" for i in places),
            "below": ", ".join(f"sum(c{i})::bigint AS c{i}" for i in places),
        }
        if self._deepest is None:
            self.cursor.execute(put("SELECT coalesce(max(depth), 0) FROM <tree>", tree=self.tree))
            (self._deepest,) = self.cursor.fetchone()
        for depth in range(self._deepest or 0, 0, -1):
            self.cursor.execute(put(LEVEL, depth=depth, **parts))


def _slots(records: Records, period: Period, weight: str = "") -> str:
    return ", ".join(
        f"{render(slot.sql(weight), period)}::bigint AS c{i}"
        for i, slot in enumerate(layout_of(records).slots)
    )


def _plain(code: str) -> str:
    return code.replace(".", "_")
