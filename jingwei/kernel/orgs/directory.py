"""What are organisations out of sight called, and which branch does a member go to?

The city's address book: names and codes only. A row of another office stays out of sight.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from jingwei.kernel import names
from jingwei.kernel.orgs.models import Organisation

MOST = 20


@dataclass(frozen=True)
class Entry:
    """One branch of the address book; ``above`` is its superior's name."""

    id: int
    code: str
    name: str
    path: str
    above: str = ""

    @property
    def organisation(self) -> Organisation:
        """Enough of it to be named as the other end of an act; never to be saved."""
        return Organisation(pk=self.id, code=self.code, name=self.name, path=self.path)


def named(ids: Iterable[int]) -> dict[int, Organisation]:
    """Organisations by id, named but not opened, wherever they lie; one query."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, code, name, path FROM organisation_names(%s)", [wanted])
        return {row[0]: Entry(*row).organisation for row in cursor.fetchall()}


def branches(typed: str, most: int = MOST) -> list[Entry]:
    """Open branches of the whole city that ``typed`` may mean; one query."""
    text = names.normal(typed)[:60]
    if not text:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM branches_named(%s, %s)", [text, most])
        return [Entry(*row) for row in cursor.fetchall()]


def branch(code: str) -> Entry | None:
    """The open branch of a code, wherever it lies."""
    return next((one for one in branches(code) if one.code == code.strip().upper()), None)
