"""Which figures does a changed record touch? Things of which triggers leave marks, by name."""

from functools import cache

from django.db import connection

from jingwei.kernel.figures.registered import registered

TREE = frozenset({"edge"})
"""Things that change who stands below whom: the months concerned are worked out whole."""


@cache
def things() -> frozenset[str]:
    """Everything that some figure reads; each has its triggers (``EnableMarks``)."""
    return frozenset().union(*(one.reads for one in registered().records.values()))


def waiting() -> bool:
    """Is there anything to be looked at again?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM dirty_mark)")
        return bool(cursor.fetchone()[0])
