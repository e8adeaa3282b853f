"""Which annual tables did the parts declare? Asked after every manifest has been read."""

from jingwei.kernel.register import register
from jingwei.work.membership.statistics.declare import Table

_tables: dict[str, Table] = {}


def annual_tables(*tables: Table) -> None:
    """Declare tables; called from a manifest. Raises: ValueError for a code that is taken."""
    for table in tables:
        if _tables.get(table.code, table) is not table:
            raise ValueError(f"two annual tables are called {table.code}")
        _tables[table.code] = table


def tables() -> tuple[Table, ...]:
    """All tables by their number, those without one last."""
    register()
    return tuple(sorted(_tables.values(), key=lambda table: table.place))


def table_of(code: str) -> Table | None:
    register()
    return _tables.get(code)
