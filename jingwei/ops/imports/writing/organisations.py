"""How do confirmed rows become organisations? New ones as a set, changed ones by their actions."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from jingwei.kernel import names
from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import actions, tie_actions
from jingwei.kernel.orgs.kinds import MEMBERLESS, OrgKind
from jingwei.kernel.orgs.models import Organisation, Term, Unit
from jingwei.kernel.people.kinds import Title
from jingwei.ops.imports.staging.incoming import whole_sets
from jingwei.ops.imports.staging.layout import ORGANISATIONS
from jingwei.ops.imports.writing import org_units
from jingwei.ops.imports.writing.rows import insert_rows

JOINS = """
LEFT JOIN organisation p ON p.id = s.target
LEFT JOIN edge e ON e.org_id = p.id AND e.kind = 'leads' AND upper_inf(e.held)
LEFT JOIN LATERAL (SELECT t.due_on FROM term t WHERE t.org_id = p.id
                   ORDER BY lower(t.held) DESC LIMIT 1) t ON true
"""


def judgement() -> str:
    """SQL: fields in which a row differs from the organisation on file."""
    due, unit = ORGANISATIONS.cell("term_due"), ORGANISATIONS.cell("unit")
    named = " OR ".join(
        f"{ORGANISATIONS.cell(name)} IS NOT NULL" for name in ("unit_name", "credit_code")
    )
    more = (
        f"CASE WHEN s.other IS NOT NULL OR (s.org IS NOT NULL AND s.org IS DISTINCT FROM e.host_id)"
        f" THEN 'superior' END,"
        f" CASE WHEN ({named}) AND {unit}::bigint IS DISTINCT FROM p.unit_id THEN 'unit_name' END,"
        f" CASE WHEN length({due}) = 10 AND {due}::date IS DISTINCT FROM t.due_on"
        f" THEN 'term_due' END"
    )
    return f"{ORGANISATIONS.differs('p')} || array_remove(ARRAY[{more}]::text[], NULL)"


@dataclass
class NewOrg:
    """A new organisation on its way: ids are given, the path follows from the superior's."""

    id: int
    row_no: int
    superior: int | None
    above_row: int | None
    said: dict[str, str]
    path: str = ""


def new_rows(cursor: Any, batch: int) -> list[NewOrg]:
    cursor.execute(
        "SELECT s.target, s.row_no, s.org, s.other, s.cells FROM staged_row s"
        " WHERE s.batch_id = %s AND s.verdict = 1 ORDER BY s.row_no",
        [batch],
    )
    known = list(ORGANISATIONS.places)
    return [
        NewOrg(target, row_no, org, other, dict(zip(known, (c or "" for c in cells), strict=True)))
        for target, row_no, org, other, cells in cursor.fetchall()
    ]


def give_paths(rows: list[NewOrg]) -> list[NewOrg]:
    """Paths for all new organisations, superiors first, those of one superior in the order of the
    roster; the tree must be locked.
    """
    by_row = {row.row_no: row for row in rows}
    wanted = {row.superior for row in rows if row.superior}
    known = dict(Organisation.everything.filter(pk__in=wanted).values_list("pk", "path"))
    below: dict[int | None, list[NewOrg]] = defaultdict(list)
    ready: deque[NewOrg] = deque()
    for row in rows:
        if row.superior in known:
            ready.append(row)
        elif row.above_row in by_row:
            below[row.above_row].append(row)
    next_free: dict[str, int] = {}
    placed: list[NewOrg] = []
    while ready:
        row = ready.popleft()
        above = known.get(row.superior) if row.superior in known else None
        parent = above if above is not None else by_row[row.above_row or 0].path
        if parent not in next_free:
            first = actions.next_path(parent) if above is not None else parent + paths.label(0)
            next_free[parent] = paths.number(first[-paths.STEP :])
        row.path = parent + paths.label(next_free[parent])
        next_free[parent] += 1
        placed.append(row)
        for child in below.pop(row.row_no, []):
            child.superior = None
            ready.append(child)
    return sorted(placed, key=lambda one: one.path)


def founded(row: NewOrg, as_of: date) -> date:
    return _day(row.said["founded_on"]) or as_of


def _day(text: str) -> date | None:
    return date.fromisoformat(text + "0000-01-01"[len(text) :]) if text else None


def write_new(cursor: Any, batch: int, entry: int, as_of: date, at: Any) -> int:
    """New organisations with state, superior, term, head's post, unit and searchable names."""
    actions.lock_tree()
    rows = new_rows(cursor, batch)
    placed = give_paths(rows)
    above = dict(
        Organisation.everything.filter(path__in={paths.parent(row.path) for row in placed})
        .values_list("path", "pk")
    ) | {row.path: row.id for row in placed}  # fmt: skip
    homes = {row.row_no: (above[paths.parent(row.path)], paths.parent(row.path)) for row in placed}
    units, made = org_units.number_units(cursor, batch, homes)
    count = insert_rows(
        "organisation",
        {"id": "bigint", "public_id": "uuid", "code": "text", "path": "text", "name": "text",
         "short_name": "text", "kind": "text", "held": "daterange", "founded_precision": "text",
         "unit_id": "bigint", "situation": "text", "contact": "text", "phone": "text",
         "pinyin": "text", "initials": "text", "is_demo": "boolean", "version": "int",
         "updated_at": "timestamptz"},
        ((row.id, _uuid(), row.said["code"], row.path, row.said["name"], row.said["short_name"],
          row.said["kind"], f"[{founded(row, as_of)},)", _precision(row), units.get(row.row_no),
          row.said["situation"], row.said["contact"], row.said["phone"], row.said["pinyin"],
          row.said["initials"], False, 1, at) for row in placed),
    )  # fmt: skip
    org_units.write_units(cursor, made, entry, as_of, at)
    insert_rows(
        "organisation_state",
        {"org_id": "bigint", "org_path": "text", "held": "daterange", "name": "text",
         "short_name": "text", "kind": "text", "basis": "text"},
        ((row.id, row.path, f"[{founded(row, as_of)},)", row.said["name"], row.said["short_name"],
          row.said["kind"], "") for row in placed),
    )  # fmt: skip
    insert_rows(
        "edge",
        {"org_id": "bigint", "org_path": "text", "kind": "text", "host_id": "bigint",
         "host_path": "text", "held": "daterange", "basis": "text"},
        ((row.id, row.path, "leads", above[paths.parent(row.path)], paths.parent(row.path),
          f"[{founded(row, as_of)},)", "") for row in placed),
    )  # fmt: skip
    insert_rows(
        "term", {"org_id": "bigint", "org_path": "text", "held": "daterange", "due_on": "date"},
        _terms(placed, as_of),
    )  # fmt: skip
    insert_rows(
        "name_part", {"org_id": "bigint", "org_path": "text", "part": "text"}, _name_parts(placed)
    )
    _write_heads(cursor, placed, as_of)
    assert len(rows) == count  # noqa: S101 - a row lost here would be silent
    return count


def _precision(row: NewOrg) -> str:
    return {10: "d", 7: "m", 4: "y"}.get(len(row.said["founded_on"]), "d")


def _uuid() -> Any:
    import uuid

    return uuid.uuid4()


def _terms(placed: list[NewOrg], as_of: date) -> Iterator[tuple[Any, ...]]:
    for row in placed:
        due = _day(row.said["term_due"])
        began = _day(row.said["term_began"]) or max(founded(row, as_of), date.min)
        if due is not None:
            first = min(began, as_of) if began < due else founded(row, as_of)
            if first < due:
                yield row.id, row.path, f"[{first},{due})", due


def _name_parts(placed: list[NewOrg]) -> Iterator[tuple[Any, ...]]:
    for row in placed:
        said = set(names.parts(row.said["name"])) | {row.said["code"].upper()}
        if row.said["short_name"]:
            said |= set(names.parts(row.said["short_name"]))
        for part in said:
            yield row.id, row.path, part


HEADLESS = frozenset({OrgKind.DEPARTMENT})
"""Kinds whose head is not elected by members and stands in no roster of posts."""


def _head_of(row: NewOrg) -> str | None:
    """Title of the seat that an organisation has from its first day; None for none.

    A branch or committee has a secretary, filled or vacant. A group is led by its head; it, a
    functional organisation and a leading group have a seat only where the roster names somebody.
    """
    kind, named = row.said["kind"], bool(row.said["secretary"])
    if kind in HEADLESS:
        return None
    if kind == OrgKind.PARTY_GROUP:
        return Title.GROUP_LEAD if named else None
    return Title.SECRETARY if named or kind not in MEMBERLESS else None


def _write_heads(cursor: Any, placed: list[NewOrg], as_of: date) -> None:
    """The seat of the head, vacant where the roster names nobody."""
    heads = [(row, title) for row in placed if (title := _head_of(row))]
    insert_rows(
        "post",
        {"public_id": "uuid", "org_id": "bigint", "org_path": "text", "title": "text",
         "seat": "int", "held": "daterange"},
        ((_uuid(), row.id, row.path, title, 1, f"[{founded(row, as_of)},)")
         for row, title in heads),
    )  # fmt: skip
    named = [(row.id, row.said["secretary"]) for row, _ in heads if row.said["secretary"]]
    cursor.execute(
        "INSERT INTO position (public_id, org_id, org_path, post_id, name, held)"
        " SELECT gen_random_uuid(), p.org_id, p.org_path, p.id, w.name,"
        " daterange(greatest(lower(p.held), %s), NULL)"
        " FROM unnest(%s::bigint[], %s::text[]) w (org, name)"
        " JOIN post p ON p.org_id = w.org",
        [as_of, [one for one, _ in named], [name for _, name in named]],
    )


def keep_images(cursor: Any, batch: int, entry: int) -> None:
    """Of new organisations; ``org_undoing`` keeps those of changed ones."""
    cursor.execute(
        'INSERT INTO row_image (entry_id, "table", row, before)'
        " SELECT %s, 'organisation', s.target, NULL FROM staged_row s"
        " JOIN organisation o ON o.id = s.target WHERE s.batch_id = %s AND s.verdict = 1",
        [entry, batch],
    )


def write_changed(cursor: Any, batch: int, as_of: date, at: Any, by: Scope) -> int:
    """Rename, move, unit, contact and term by the same actions as on the page, one by one."""
    cursor.execute(
        "SELECT s.target, coalesce(s.org, n.target), s.differs, s.cells FROM staged_row s"
        " LEFT JOIN staged_row n ON n.batch_id = s.batch_id AND n.row_no = s.other"
        " WHERE s.batch_id = %s AND s.verdict = 2 ORDER BY s.row_no",
        [batch],
    )
    known = list(ORGANISATIONS.places)
    rows = cursor.fetchall()
    for target, superior, differs, cells in rows:
        said = dict(zip(known, cells, strict=True))
        org = Organisation.everything.get(pk=target)
        _change(org, superior, set(differs), said, as_of, at, by)
    return len(rows)


def _change(
    org: Organisation, superior: int | None, differs: set[str], said: dict[str, Any],
    as_of: date, at: Any, by: Scope,
) -> None:  # fmt: skip
    basis = "导入名册"
    if differs & {"name", "short_name", "kind"}:
        org = actions.rename_organisation(
            org=org, name=said["name"] or org.name, short_name=said["short_name"],
            kind=said["kind"], on=as_of, by=by, at=at, basis=basis,
        )  # fmt: skip
    if "superior" in differs and superior:
        parent = Organisation.everything.get(pk=superior)
        org = actions.move_organisation(org=org, parent=parent, on=as_of, by=by, at=at, basis=basis)
    if differs & {"contact", "phone"}:
        org = tie_actions.edit_contact(
            org=org, contact=said["contact"] or org.contact, phone=said["phone"] or org.phone,
            by=by, at=at,
        )  # fmt: skip
    if differs & {"unit_name", "situation"}:
        unit = Unit.everything.get(pk=said["unit"]) if said["unit"] else org.unit
        org = tie_actions.tie_unit(
            org=org, unit=unit, situation=said["situation"] or org.situation, by=by, at=at
        )
    if "term_due" in differs:
        _put_term_right(org, said, as_of)


def _put_term_right(org: Organisation, said: dict[str, Any], as_of: date) -> None:
    """A roster's day of re-election stands for the current term; an earlier one is kept."""
    due = _day(said["term_due"] or "")
    if due is None:
        return
    began = _day(said["term_began"] or "") or org.held.lower
    last = Term.everything.filter(org=org).order_by("-held").first()
    if last is not None and (said["term_began"] is None or last.held.lower == began):
        last.due_on, last.held = due, _range(last.held.lower, due)
        last.save(update_fields=["due_on", "held"])
        return
    if last is not None and (last.held.upper is None or last.held.upper > began):
        actions.end_stretch(last, began)
    if began < due:
        Term.everything.create(org=org, org_path=org.path, held=_range(began, due), due_on=due)


def _range(first: date, until: date) -> Any:
    from jingwei.kernel.ranges import held

    return held(first, until)


def missing(batch: int, path: str, hi: str) -> int:
    """Open organisations of the scope that the roster does not name."""
    with connection.cursor() as cursor, whole_sets(cursor):
        cursor.execute(
            "SELECT count(*) FROM organisation o WHERE o.path > %s AND o.path < %s"
            " AND upper_inf(o.held) AND NOT EXISTS (SELECT 1 FROM staged_row s"
            " WHERE s.batch_id = %s AND s.target = o.id)",
            [path, hi, batch],
        )
        return int(cursor.fetchone()[0])
