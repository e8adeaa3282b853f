"""In which order can tables be filled so that what is named is there first?"""

import psycopg

NAMES = """
SELECT DISTINCT c.conrelid::regclass::text, c.confrelid::regclass::text FROM pg_constraint c
WHERE c.contype = 'f' AND c.conparentid = 0 AND NOT c.condeferrable AND c.conrelid <> c.confrelid
    AND c.connamespace = 'public'::regnamespace
"""


def filling_order(connection: psycopg.Connection, tables: list[str]) -> list[str]:
    """The tables, those that others cannot wait for first.

    Only keys that are checked at once count; the deferred ones look again at the end.
    """
    wants: dict[str, set[str]] = {name: set() for name in tables}
    for child, parent in connection.execute(NAMES).fetchall():
        if child.strip('"') in wants and parent.strip('"') in wants:
            wants[child.strip('"')].add(parent.strip('"'))
    ordered: list[str] = []
    while wants:
        ready = sorted(name for name, before in wants.items() if not before & set(wants))
        if not ready:  # a ring: the database says which row it misses
            ready = sorted(wants)[:1]
        ordered += ready
        for name in ready:
            del wants[name]
    return ordered
