"""Where in a staged row does a field stand, and as what does SQL read it?"""

from dataclasses import dataclass, field
from functools import cached_property

DAY = "({c} || substr('0000-01-01', length({c}) + 1))::date"
"""``1990``, ``1990-05`` and ``1990-05-01`` as the first day they may mean."""
PRECISION = "CASE length({c}) WHEN 10 THEN 'd' WHEN 7 THEN 'm' WHEN 4 THEN 'y' END"
TEXT = "{c}"
WHOLE = "{c}::int"


@dataclass(frozen=True)
class Cell:
    """A cell of ``staged_row.cells`` and the columns of the target table that it fills."""

    field: str
    column: str = ""  # of the target table; empty where the cell does not go there
    sql: str = TEXT
    more: tuple[tuple[str, str], ...] = ()  # further columns filled from the same cell


@dataclass(frozen=True)
class Secret:
    """A sensitive field: sealed for ``column`` and compared by ``index``."""

    field: str
    column: str
    index: str
    tail: str = ""


def dated(name: str, column: str, precision: str) -> Cell:
    return Cell(name, column, DAY, ((precision, PRECISION),))


@dataclass(frozen=True)
class Layout:
    """The order of cells and secrets of one kind, and the SQL to read them."""

    kind: str
    table: str
    cells: tuple[Cell, ...]
    secrets: tuple[Secret, ...] = ()
    extra: tuple[str, ...] = field(default=())  # computed cells behind the fields

    @cached_property
    def places(self) -> dict[str, int]:
        """Field or computed cell -> its place in the array, counted from 1 as SQL does."""
        names = [cell.field for cell in self.cells] + list(self.extra)
        return {name: at for at, name in enumerate(names, 1)}

    def cell(self, name: str, row: str = "s") -> str:
        return f"{row}.cells[{self.places[name]}]"

    @cached_property
    def filled(self) -> tuple[tuple[str, str, str], ...]:
        """(field, column, expression over row ``s``) for every plain column of the target."""
        found = []
        for cell in self.cells:
            if cell.column:
                said = self.cell(cell.field)
                found.append((cell.field, cell.column, cell.sql.format(c=said)))
                found += [(cell.field, name, sql.format(c=said)) for name, sql in cell.more]
        return tuple(found)

    def differs(self, target: str) -> str:
        """SQL: keys of fields that say something else than the row ``target``; NULL for none.

        An empty cell says nothing, so it never differs.
        """
        tests: dict[str, list[str]] = {}
        for name, column, sql in self.filled:
            tests.setdefault(name, []).append(f"({sql}) IS DISTINCT FROM {target}.{column}")
        parts = [
            f"CASE WHEN {self.cell(name)} IS NOT NULL AND ({' OR '.join(said)}) THEN '{name}' END"
            for name, said in tests.items()
        ]
        parts += [
            f"CASE WHEN s.indexes[{at}] IS NOT NULL"
            f" AND s.indexes[{at}] IS DISTINCT FROM {target}.{secret.index}"
            f" THEN '{secret.field}' END"
            for at, secret in enumerate(self.secrets, 1)
        ]
        return f"array_remove(ARRAY[{', '.join(parts)}]::text[], NULL)"


MEMBERS = Layout(
    "members",
    "person",
    (
        Cell("name", "name"),
        Cell("sex", "sex"),
        Cell("ethnicity", "ethnicity"),
        dated("birth_on", "birth_on", "birth_precision"),
        Cell("education", "education"),
        Cell("degree", "degree"),
        Cell("category"),
        Cell("branch"),
        dated("joined_on", "joined_on", "joined_precision"),
        dated("full_on", "full_on", "full_precision"),
        Cell("applied_on"),
        Cell("work_post", "work_post"),
        Cell("unit_title", "unit_title"),
        Cell("native_place", "native_place"),
        Cell("state"),
        Cell("lost"),
        dated("lost_since", "lost_since", "lost_precision"),
        Cell("floating"),
        Cell("floating_to", "floating_to"),
        Cell("dues_paid_to"),
        Cell("dues_monthly"),
        Cell("development_stage"),
        Cell("case_under_way"),
    ),
    (
        Secret("id_number", "id_number", "id_index", "id_tail"),
        Secret("phone", "phone", "phone_index", "phone_tail"),
        Secret("landline", "landline", "landline_index"),
        Secret("address", "address", "address_index"),
    ),
    ("name_sort", "pinyin", "initials"),
)
UNITS = Layout(
    "units",
    "unit",
    (
        Cell("name", "name"),
        Cell("credit_code", "code"),
        Cell("kind", "kind"),
        Cell("division", "division_id"),
        Cell("org"),
        Cell("address", "address"),
        Cell("phone", "phone"),
        Cell("headcount", "headcount", WHOLE),
    ),
    extra=("legacy_code", "pinyin", "initials"),
)
DIVISIONS = Layout(
    "divisions",
    "division",
    (
        Cell("code", "code"),
        Cell("name", "name"),
        Cell("level", "level", "{c}::smallint"),
        Cell("parent_code", "parent_code"),
        Cell("urban_rural", "urban_rural"),
    ),
)
ORGANISATIONS = Layout(
    "organisations",
    "organisation",
    (
        Cell("name", "name"),
        Cell("short_name", "short_name"),
        Cell("code", "code"),
        Cell("kind", "kind"),
        Cell("superior"),
        Cell("founded_on"),
        Cell("secretary"),
        Cell("contact", "contact"),
        Cell("phone", "phone"),
        Cell("situation", "situation"),
        Cell("unit_name"),
        Cell("credit_code"),
        Cell("unit_kind"),
        Cell("term_began"),
        Cell("term_due"),
        Cell("division"),
    ),
    extra=("pinyin", "initials", "unit"),
)
POSITIONS = Layout(
    "positions",
    "position",
    (
        Cell("org"),
        Cell("title"),
        Cell("name", "name"),
        Cell("since"),
        Cell("until"),
        Cell("due_on", "due_on", DAY),
    ),
    extra=("seat", "way"),
)
DUES = Layout(
    "dues",
    "person",
    (Cell("name"), Cell("branch"), Cell("dues_monthly"), Cell("dues_paid_to")),
)
ATTENDANCE = Layout(
    "attendance",
    "meeting",
    (
        Cell("org"), Cell("on"), Cell("kinds"), Cell("topic"), Cell("venue"), Cell("chair"),
        Cell("recorder"), Cell("guests"), Cell("present"), Cell("excused"), Cell("absent"),
        Cell("said"),
    ),
    extra=(
        "kind_codes", "present_ids", "excused_ids", "absent_ids", "excuses", "strange",
        "chair_id", "recorder_id",
    ),
)  # fmt: skip
BUILDINGS = Layout(
    "buildings",
    "building",
    (
        Cell("community"), Cell("code"), Cell("name", "name"), Cell("compound", "compound"),
        Cell("address", "address"), Cell("use", "use"), Cell("stairwells"),
        Cell("households", "households", WHOLE), Cell("branch", "branch"),
    ),
    extra=("point", "stairs"),
)  # fmt: skip
BORDERS = Layout(
    "borders", "community_border", (Cell("community"), Cell("outline"), Cell("since")),
    extra=("ring",),
)  # fmt: skip
GRIDS = Layout(
    "grids",
    "grid",
    (
        Cell("community"), Cell("code"), Cell("name", "name"), Cell("kind", "kind"),
        Cell("buildings"), Cell("outline"), Cell("lead"), Cell("lead_role"), Cell("cadre"),
        Cell("grid_worker"), Cell("member_household"), Cell("since"), Cell("until"),
    ),
    extra=("plan", "seen"),
)  # fmt: skip
CONTACTS = Layout(
    "contacts",
    "stairwell_contact",
    (
        Cell("community"), Cell("building"), Cell("stairwell"), Cell("name"), Cell("consented"),
        Cell("consent_on", "consent_on", "{c}::date"),
    ),
    extra=("stair",),
)  # fmt: skip
CENTRES = Layout(
    "centres",
    "service_centre",
    (
        Cell("org"), Cell("name", "name"), Cell("level", "level"), Cell("unit"),
        Cell("address", "address"), Cell("phone", "phone"), Cell("hours"), Cell("note", "note"),
    ),
    extra=("point", "week"),
)  # fmt: skip
OFFERINGS = Layout(
    "offerings",
    "offering",
    (
        Cell("centre"), Cell("item"), Cell("category"), Cell("kind"), Cell("price"), Cell("bring"),
        Cell("never_ask"), Cell("hours"), Cell("desk", "desk"), Cell("provider", "provider"),
    ),
    extra=("title", "item_id", "days", "opens", "closes"),
)  # fmt: skip
STATIONS = Layout(
    "stations",
    "station",
    (
        Cell("org"), Cell("name", "name"), Cell("level", "level", "{c}::smallint"), Cell("unit"),
        Cell("place", "place"), Cell("phone", "phone"), Cell("hours"),
    ),
    extra=("point", "week"),
)  # fmt: skip
STAFF = Layout(
    "staff",
    "station_staff",
    (
        Cell("org"), Cell("station"), Cell("name", "name"), Cell("post", "post"), Cell("since"),
        Cell("until"),
    ),
)  # fmt: skip
PROVIDERS = Layout(
    "providers",
    "provider",
    (
        Cell("org"), Cell("name", "name"), Cell("kind", "kind"), Cell("agreement"), Cell("since"),
        Cell("until"),
    ),
)  # fmt: skip
AGENTS = Layout(
    "agents",
    "proxy_agent",
    (Cell("unit"), Cell("name"), Cell("does", "does")),
    extra=("unit_id",),
)
STUDIOS = Layout(
    "studios",
    "delegate_studio",
    (
        Cell("org"), Cell("name", "name"), Cell("kind", "kind"), Cell("unit"),
        Cell("place", "place"), Cell("phone", "phone"), Cell("hours"),
    ),
    extra=("point", "week"),
)  # fmt: skip
DELEGATES = Layout(
    "delegates",
    "studio_delegate",
    (Cell("org"), Cell("studio"), Cell("name"), Cell("consent_on")),
    extra=("studio_id",),
)
HOTLINE = Layout(
    "hotline",
    "matter",
    (
        Cell("number"), Cell("received"), Cell("topic"), Cell("place"), Cell("spot"), Cell("due"),
    ),
    (
        Secret("words", "asked", ""), Secret("name", "asker", ""), Secret("phone", "phone", ""),
    ),
)  # fmt: skip
LAYOUTS = {
    one.kind: one
    for one in (
        DIVISIONS, UNITS, ORGANISATIONS, MEMBERS, POSITIONS, DUES, ATTENDANCE,
    )
}  # fmt: skip
"""Of the rosters of the tree and its members; the others stand in their declarations."""
_SHUT = (Cell("org"), Cell("door"), Cell("first"), Cell("last"), Cell("why", "why"))
STATION_SHUT = Layout("station_shut", "station_shut", _SHUT)
CENTRE_SHUT = Layout("centre_shut", "closed_day", _SHUT)
