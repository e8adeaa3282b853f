"""What may somebody mean who types a few characters? Organisations, members and units in scope."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import queries as orgs
from jingwei.kernel.people import looking as people
from jingwei.shell.menu import address
from jingwei.shell.orgs import addresses

LONGEST = 60
MOST, FEW = 20, 5


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, where it stands, its page."""

    name: str
    note: str
    url: str
    is_past: bool = False


@dataclass(frozen=True)
class Group:
    """Things of one sort. ``more_url`` leads to the list that goes on, where there is more."""

    key: str
    title: str
    hits: list[Hit]
    more_url: str = ""


def groups(scope: Scope, typed: str, most: int = MOST) -> list[Group]:
    """What was found, group by group, empty ones left out; at most seven queries.

    Asks the database for little whatever is typed: every search has its bound.
    """
    text = typed.strip()[:LONGEST]
    if not text or scope.is_empty:
        return []
    found: list[Group] = []
    for look in (_organisations, _members, _units):
        group = look(scope, text, most)
        if group is not None and group.hits:
            found.append(group)
    return found


def _organisations(scope: Scope, text: str, most: int) -> Group | None:
    if not scope.holds(Duty.ORGS_SEE):
        return None
    rows = orgs.search(scope, text, most)
    hits = [
        Hit(
            org.name, f"{org.get_kind_display()} {org.code}", addresses.page(org.code),
            is_past=not org.is_open,
        )
        for org in rows
    ]  # fmt: skip
    return Group("orgs", _("组织"), hits)


def _members(scope: Scope, text: str, most: int) -> Group | None:
    if not scope.holds(Duty.MEMBERS_SEE):
        return None
    rows = people.search(scope, text, most + 1)
    hits = [
        Hit(
            str(row["name"]), str(row["org_name"]),
            addresses.elsewhere("members:member", row["public_id"]), is_past=bool(row["is_gone"]),
        )
        for row in rows[:most]
    ]  # fmt: skip
    return Group("members", _("党员"), hits, _more("members:list", text, len(rows) > most))


def _units(scope: Scope, text: str, most: int) -> Group | None:
    if not scope.holds(Duty.ORGS_SEE):
        return None
    rows = orgs.search_units(scope, text, most + 1)
    hits = [
        Hit(
            unit.name, f"{unit.get_kind_display()} {unit.org}",
            reverse("orgs:unit", args=[unit.public_id]), is_past=unit.held.upper is not None,
        )
        for unit in rows[:most]
    ]  # fmt: skip
    return Group("units", _("单位"), hits, _more("orgs:units", text, len(rows) > most))


def _more(name: str, text: str, there_is: bool) -> str:
    url = address(name) if there_is else ""
    return f"{url}?{urlencode({'q': text})}" if url else ""
