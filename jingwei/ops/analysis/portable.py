"""How does the SQL of a declaration read on another engine? Ranges become two columns.

A declaration is written once, in PostgreSQL's words. Here its sentence is taken apart (sqlglot)
and put together again for DuckDB or Spark: ``x.held @> day`` becomes a comparison of ``held_from``
and ``held_to``, and a sensitive column of which only "is there one?" is asked becomes a yes or no,
so that its value need not leave the database.
"""

from collections.abc import Iterable
from functools import cache

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.scope import Scope, traverse_scope

from jingwei.ops.analysis.columns import Table, tables

POSTGRES = "postgres"


class Unportable(ValueError):
    """A declaration says something that only PostgreSQL understands."""


@cache
def translated(sql: str, dialect: str) -> str:
    """A SELECT of PostgreSQL over the tables of the city, for the tables of a snapshot.

    Raises: Unportable for what has no counterpart.
    """
    tree = sqlglot.parse_one(sql, read=POSTGRES).transform(_plain)
    for select in tree.find_all(exp.Select):
        select.set("expressions", [one for said in select.expressions for one in _both(said)])
    for exists in list(tree.find_all(exp.Exists)):
        _count_instead(exists)
    left = [one for one in tree.find_all(exp.Column) if _is_range(one) or _is_hidden(one)]
    if left:
        raise Unportable(f"{left[0].sql()} in {sql.strip()[:200]}")
    return tree.sql(dialect=dialect)


@cache
def tables_in(sql: str) -> frozenset[str]:
    """Names of all tables that a SELECT of PostgreSQL looks at."""
    return frozenset(one.name for one in sqlglot.parse_one(sql, read=POSTGRES).find_all(exp.Table))


def is_nothing(sql: str, empty: frozenset[str]) -> bool:
    """Can a SELECT of PostgreSQL give no row, since a table it cannot do without has none?"""
    return _is_nothing(sqlglot.parse_one(sql, read=POSTGRES), empty)


def _is_nothing(node: exp.Expr | None, empty: frozenset[str]) -> bool:
    if isinstance(node, exp.Table):
        return node.name in empty
    if isinstance(node, exp.Subquery):
        return _is_nothing(node.this, empty)
    if isinstance(node, exp.Union):
        return _is_nothing(node.left, empty) and _is_nothing(node.right, empty)
    if not isinstance(node, exp.Select) or node.args.get("with_") or _gathers_all(node):
        return False
    source = node.args.get("from_")
    joins = node.args.get("joins") or []
    if source is None or any(join.side in ("RIGHT", "FULL") for join in joins):
        return False
    needed = [source.this, *(join.this for join in joins if not join.side)]
    return any(_is_nothing(one, empty) for one in needed)


def _gathers_all(select: exp.Select) -> bool:
    """Does it give one row even of nothing?"""
    return not select.args.get("group") and any(
        found.find_ancestor(exp.Select) is select
        for said in select.expressions
        for found in said.find_all(exp.AggFunc)
    )


def columns_read(statements: Iterable[str]) -> dict[str, set[str]]:
    """Tables of the city and their columns that these SELECTs of PostgreSQL look at."""
    found: dict[str, set[str]] = {}
    for sql in statements:
        for scope in traverse_scope(sqlglot.parse_one(sql, read=POSTGRES)):
            for column in scope.columns:
                table = _table_of(scope, column)
                if table is not None:
                    found.setdefault(table.name, set()).add(column.name)
    return found


def _table_of(scope: Scope, column: exp.Column) -> Table | None:
    """The table of the city behind a column; None where it comes out of a nested SELECT."""
    known = tables()
    sources = {
        alias: known[source.name]
        for alias, source in scope.sources.items()
        if isinstance(source, exp.Table) and source.name in known
    }
    if column.table:
        table = sources.get(column.table)
        return table if table is not None and column.name in table.columns else None
    if len(scope.sources) == 1 or not any(column.name in one.columns for one in sources.values()):
        return next((one for one in sources.values() if column.name in one.columns), None)
    raise Unportable(f"{column.sql()}: say of which table, as in t.{column.name}")


def _plain(node: exp.Expr) -> exp.Expr:
    """One node without ranges and without what must not leave."""
    if isinstance(node, exp.ArrayContainsAll) and _is_range(node.this):
        day = node.expression
        low, high = _ends(node.this)
        return exp.paren(low <= day).and_(exp.paren(exp.or_(_missing(high), high > day)))
    if isinstance(node, (exp.Lower, exp.Upper)) and _is_range(node.this):
        return _ends(node.this)[isinstance(node, exp.Upper)]
    if isinstance(node, exp.Anonymous) and node.name.lower() in ("lower_inf", "upper_inf"):
        return exp.paren(_missing(_ends(node.expressions[0])[node.name.lower() == "upper_inf"]))
    if isinstance(node, exp.Anonymous) and node.name.lower() == "cardinality":
        return exp.ArraySize(this=node.expressions[0])
    if isinstance(node, exp.Is) and _is_hidden(node.this):
        there = exp.column(f"has_{node.this.name}", table=node.this.table or None)
        return exp.not_(there) if isinstance(node.expression, exp.Null) else exp.paren(there)
    return node


def _count_instead(exists: exp.Exists) -> None:
    """Spark asks ``EXISTS`` in conditions only; among what is selected, the rows are counted."""
    select = exists.find_ancestor(exp.Select)
    inner = exists.this
    if select is None or not isinstance(inner, exp.Select):
        return
    if any(exists is one for said in select.expressions for one in said.find_all(exp.Exists)):
        inner.set("expressions", [exp.Count(this=exp.Star())])
        exists.replace(exp.paren(exp.Subquery(this=inner) > exp.Literal.number(0)))


def _both(said: exp.Expr) -> list[exp.Expr]:
    """A range that is merely handed on is handed on as its two ends."""
    column = said.this if isinstance(said, exp.Alias) else said
    if not _is_range(column):
        return [said]
    return [
        exp.alias_(end, f"{said.alias_or_name}_{way}")
        for end, way in zip(_ends(column), ("from", "to"), strict=True)
    ]


def _ends(column: exp.Expr) -> tuple[exp.Column, exp.Column]:
    table = column.args["table"].name if column.args.get("table") else None
    return (
        exp.column(f"{column.name}_from", table=table),
        exp.column(f"{column.name}_to", table=table),
    )


def _missing(column: exp.Expr) -> exp.Is:
    return exp.Is(this=column.copy(), expression=exp.Null())


def _is_range(node: exp.Expr) -> bool:
    return isinstance(node, exp.Column) and node.name in _named("range")


def _is_hidden(node: exp.Expr) -> bool:
    return isinstance(node, exp.Column) and node.name in _named("hidden")


@cache
def _named(what: str) -> frozenset[str]:
    return frozenset(
        name
        for table in tables().values()
        for name, column in table.columns.items()
        if getattr(column, f"is_{what}")
    )
