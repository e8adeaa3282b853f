"""How does one ask a table what it held for true at a moment? SQL that stands in for the table."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from jingwei.kernel.days import end_of_day

KEPT = {"organisation_state", "edge", "term", "membership", "post", "position"}
"""Tables whose former rows are kept; a folder above adds its own by :func:`keeps`."""


def keeps(*tables: str) -> None:
    """These tables keep their former rows too: their migration has ``KeepFormer``."""
    KEPT.update(tables)


def end_of(day: date) -> datetime:
    """The last moment of a day as clocks in China show it: "as known on" means at its end."""
    return end_of_day(day) - timedelta(microseconds=1)


def as_known(tables: Iterable[str], *, recursive: bool = False, first: str = "") -> str:
    """``WITH edge AS (...), ...``: put before a query, the names in it mean the tables as they
    were known at the parameter ``%(known)s``. Row security holds as for the tables themselves.

    ``first`` is SQL that ends the part of rows that still stand (``t``): further conditions, an
    order and a limit, where a page asks for no more of them, so that the rest is not read.

    Raises: LookupError for a table that keeps no former rows.
    """
    found = []
    for table in tables:
        if table not in KEPT:
            raise LookupError(f"{table} keeps no former rows")
        found.append(
            f"{table} AS NOT MATERIALIZED ("  # noqa: S608 - names of our own tables
            f"(SELECT t.* FROM public.{table} t WHERE t.known_from <= %(known)s{first})"
            " UNION ALL SELECT r.* FROM former_row f CROSS JOIN LATERAL"
            f" jsonb_populate_record(NULL::public.{table}, f.image || jsonb_build_object("
            "'org_path', f.at_path, 'host_path', f.host_path)) r"
            f" WHERE f.\"table\" = '{table}' AND f.known_from <= %(known)s"
            " AND f.known_to > %(known)s)"
        )
    return f"WITH {'RECURSIVE ' if recursive else ''}{', '.join(found)}"
