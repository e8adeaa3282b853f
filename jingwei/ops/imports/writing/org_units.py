"""Which units do rosters of organisations bring along? Made once, whoever names them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from jingwei.kernel import names
from jingwei.kernel.access import paths
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.ops.imports.staging.layout import ORGANISATIONS
from jingwei.ops.imports.staging.org_units import is_legacy
from jingwei.ops.imports.writing.rows import insert_rows

type Home = tuple[int, str]  # id and path of the organisation responsible for a unit


@dataclass
class Named:
    """A unit as the first row with this name or code says it."""

    name: str
    code: str | None
    legacy_code: str
    kind: str
    division: str | None
    home: Home
    rows: list[int]
    id: int = 0


def number_units(
    cursor: Any, batch: int, homes: dict[int, Home]
) -> tuple[dict[int, int], list[Named]]:
    """The unit of each row that names one, and those of them that are not on file yet.

    ``homes`` are the superiors of new organisations; a unit falls to the superior of the first
    organisation set up in it. That superior may stand in the same roster, so the units are
    written by ``write_units`` once the organisations are. The rows of changed organisations are
    told the id of theirs.
    """
    tied, named = _read(cursor, batch, homes)
    made = [one for one in named if not one.id]
    if made:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('unit', 'id')) FROM generate_series(1, %s)",
            [len(made)],
        )
        for one, (key,) in zip(made, cursor.fetchall(), strict=True):
            one.id = key
    later = [(row, one.id) for one in named for row in one.rows]
    place = ORGANISATIONS.places["unit"]
    cursor.execute(
        f"UPDATE staged_row s SET cells[{place}] = w.unit::text"
        " FROM unnest(%s::int[], %s::bigint[]) w (row_no, unit)"
        " WHERE s.batch_id = %s AND s.row_no = w.row_no",
        [[row for row, _ in later], [unit for _, unit in later], batch],
    )
    return tied | dict(later), made


def write_units(cursor: Any, made: list[Named], entry: int, as_of: date, at: Any) -> None:
    """Those that were not on file, with images to undo them."""
    if made:
        _insert(cursor, made, as_of, at)
        insert_rows(
            "row_image", {"entry_id": "bigint", '"table"': "text", "row": "bigint"},
            ((entry, "unit", one.id) for one in made),
        )  # fmt: skip


def _read(cursor: Any, batch: int, homes: dict[int, Home]) -> tuple[dict[int, int], list[Named]]:
    """Rows with a unit on file, and units that were not on file when the rows were judged."""
    cursor.execute(
        "SELECT s.row_no, s.target, s.cells FROM staged_row s"
        " WHERE s.batch_id = %s AND s.verdict IN (1, 2) ORDER BY s.row_no",
        [batch],
    )
    known = list(ORGANISATIONS.places)
    tied: dict[int, int] = {}
    by_key: dict[str, Named] = {}
    for row_no, target, cells in cursor.fetchall():
        said = dict(zip(known, cells, strict=True))
        if said["unit"]:
            tied[row_no] = int(said["unit"])
            continue
        if not said["unit_name"]:
            continue
        code = said["credit_code"]
        key = code or said["unit_name"]
        if key not in by_key:
            old = is_legacy(code)
            by_key[key] = Named(
                said["unit_name"], None if old else code, code if old else "",
                said["unit_kind"] or "other", said["division"], homes.get(row_no) or _above(target),
                [],
            )  # fmt: skip
        by_key[key].rows.append(row_no)
    for one in by_key.values():
        one.id = _made_meanwhile(one)
    return tied, list(by_key.values())


def _above(target: int) -> Home:
    """The superior of an organisation on file, or itself where the superior is out of sight."""
    org = Organisation.everything.get(pk=target)
    above = Organisation.everything.filter(path=paths.parent(org.path)).first() or org
    return above.pk, above.path


def _made_meanwhile(one: Named) -> int:
    rows: Any = Unit.everything.filter(held__endswith=None)
    same = rows.filter(code=one.code) if one.code else rows.filter(name=one.name, code=None)
    found = list(same.values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else 0


def _insert(cursor: Any, made: list[Named], as_of: date, at: Any) -> None:
    cursor.execute(
        "SELECT code FROM division WHERE code = ANY (%s)", [[one.division for one in made]]
    )
    divisions = {code for (code,) in cursor.fetchall()}
    insert_rows(
        "unit",
        {"id": "bigint", "public_id": "uuid", "org_id": "bigint", "org_path": "text",
         "name": "text", "kind": "text", "code": "text", "legacy_code": "text",
         "division_id": "text", "address": "text", "phone": "text", "held": "daterange",
         "pinyin": "text", "initials": "text", "is_demo": "boolean", "version": "int",
         "updated_at": "timestamptz"},
        ((one.id, _uuid(), *one.home, one.name, one.kind, one.code, one.legacy_code,
          one.division if one.division in divisions else None, "", "", f"[{as_of},)",
          names.pinyin(one.name), names.initials(one.name), False, 1, at) for one in made),
    )  # fmt: skip
    insert_rows(
        "name_part",
        {"org_id": "bigint", "org_path": "text", "unit_id": "bigint", "part": "text"},
        ((*one.home, one.id, part) for one in made
         for part in {*names.parts(one.name), *([one.code] if one.code else [])}),
    )  # fmt: skip


def _uuid() -> Any:
    import uuid

    return uuid.uuid4()
