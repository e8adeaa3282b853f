"""Which branch or which member is meant? A search within the scope, as choices of a form."""

from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import queries as orgs
from jingwei.kernel.people import looking, queries
from jingwei.kernel.people.belonging_rules import HOMES
from jingwei.shell.members import columns

MOST = 12


def branches(scope: Scope, typed: str, chosen: str = "") -> list[dict[str, Any]]:
    """Branches a relation may lie in; what is chosen already comes first. Three queries."""
    first = orgs.organisation(scope, chosen) if chosen else None
    found = [first] if first else []
    found += [
        org
        for org in orgs.search(scope, typed, MOST)
        if org.is_open and org.kind in HOMES and org.code != chosen
    ]
    return [
        {"value": org.code, "label": org.name, "note": str(org.get_kind_display())} for org in found
    ]


def members(scope: Scope, typed: str, chosen: str = "", without: str = "") -> list[dict[str, Any]]:
    """Files that the text may mean: name, branch, birth and tail tell them apart."""
    rows = looking.search(scope, typed, MOST)
    if chosen and not any(str(row["public_id"]) == chosen for row in rows):
        rows = queries.rows_with(scope, chosen) + rows
    return [
        {"value": str(row["public_id"]), "label": row["name"], "note": note_of(row)}
        for row in rows
        if str(row["public_id"]) != without
    ]


def note_of(row: dict[str, Any]) -> str:
    """What tells one of the same name from another."""
    said = [row["org_name"], columns.day_text(row, "birth"), row["id_tail"]]
    return " ".join(part for part in said if part)
