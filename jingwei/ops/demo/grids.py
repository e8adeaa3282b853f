"""How do communities get structure, buildings, grids and people? Places are drawn on a plain.

347 communities (168 of a new type) and 3,126 grids in the full city; the grids of a community tile
it. Positions are invented; nothing of it is a real place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from jingwei.ops.demo.chance import chance
from jingwei.ops.demo.city import City
from jingwei.ops.demo.grids_map import Cell, cells, ring_text
from jingwei.ops.demo.writing import Writer
from jingwei.systems.community.grids.kinds import SLOTS

GRIDS_OF = 3_126 / 347
BUILDINGS_OF_GRID: Final = (7, 13)
SURNAMES: Final = "蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章"
NUMBERS: Final = "一二三四五六七八九"
ROLES: Final = ("cadre", "grid_worker", "member_household")
MARKED: Final = UUID("6f6d61a2-5b0c-4d6e-9a41-2f0f3a1c7d55")

COMMUNITIES = """
INSERT INTO community (public_id, org_id, org_path, unit_id, name, formation, words, phone,
    outline, held, version, is_demo)
SELECT md5('community/' || u.public_id)::uuid, u.org_id, u.org_path, u.id, u.name,
    CASE WHEN u.division_id = ANY (%(new)s) THEN 'new_relocated'
        WHEN mod(abs(hashtextextended(u.division_id, 3)), 10) < 6 THEN 'old'
        WHEN mod(abs(hashtextextended(u.division_id, 3)), 10) < 9 THEN 'new_estate'
        ELSE 'mixed' END,
    '', '0300-88' || lpad((row_number() OVER (ORDER BY u.division_id, u.id))::text, 5, '0'),
    NULL, daterange(lower(u.held), NULL), 1, true
FROM unit u WHERE u.is_demo AND u.kind = 'community' AND upper_inf(u.held)
"""
WHO = """
SELECT c.id, c.org_id, c.org_path, c.public_id::text, coalesce(u.division_id, ''),
    coalesce(w.ids, '{}'), coalesce(w.names, '{}')
FROM community c JOIN unit u ON u.id = c.unit_id
LEFT JOIN LATERAL (
    SELECT array_agg(p.id) AS ids, array_agg(p.name) AS names FROM (
        SELECT p.id, p.name FROM person p
        WHERE p.org_path >= c.org_path AND p.org_path < left(c.org_path, -1) || '/'
            AND NOT p.is_gone AND p.merged_into_id IS NULL AND p.is_demo
        ORDER BY hashtextextended(p.public_id::text, 9) LIMIT 60
    ) p
) w ON true
WHERE c.is_demo ORDER BY u.division_id, c.id
"""
TROUBLES = """
INSERT INTO community_trouble (public_id, org_id, org_path, held_by, kind, chain, owner, figure,
    words, held, is_demo)
SELECT md5('trouble/' || o.code || k.kind)::uuid, o.id, o.path,
    coalesce(nullif(o.short_name, ''), o.name), k.kind, k.chain, k.owner, k.figure, k.words,
    daterange(%(today)s::date - 380, NULL), true
FROM organisation o CROSS JOIN (VALUES
    ('resources', 'organisation', '组织部门', 'grids.structured',
        '共建单位进协调委员会，一年议四次'),
    ('management', 'management', '社会工作部门', 'grids.staffed', '一格一人牵头，空了十天内补上'),
    ('interests', 'organisation', '农业农村部门', 'grids.formal',
        '新市民党员两边管理，股份和投票留在原村'),
    ('service', 'service', '行政审批部门', 'matters.answered_in_time', '首接负责，带到下一站')
) k (kind, chain, owner, figure, words)
WHERE o.is_demo AND o.kind = 'local_committee' AND length(o.path) <= 10 AND upper_inf(o.held)
"""


@dataclass(frozen=True)
class Home:
    """A community as it was written, and who of its members may take something on."""

    id: int
    org_id: int
    org_path: str
    key: str
    division: str
    people: list[tuple[int, str]]
    grids: int


def write(city: City, writer: Writer) -> dict[str, int]:
    """Communities, structure, buildings, grids, leads, contacts, answers to the four troubles."""
    cursor = writer.cursor
    new = [place.code for place in city.places if place.is_new_type]
    cursor.execute(COMMUNITIES, {"new": new})
    cursor.execute(TROUBLES, {"today": city.today})
    homes = _homes(cursor)
    rows = Rows(writer, city.today)
    for at, home in enumerate(homes):
        rows.community(at, home)
    return {"communities": len(homes), **rows.put()}


def _homes(cursor: Any) -> list[Home]:
    cursor.execute(WHO)
    found = cursor.fetchall()
    counts = grid_counts(len(found))
    taken: set[int] = set()
    homes = []
    for count, (pk, org, path, key, division, ids, names) in zip(counts, found, strict=True):
        people = [one for one in zip(ids, names, strict=True) if one[0] not in taken]
        taken.update(who for who, _name in people)
        homes.append(Home(pk, org, path, key, division, people, count))
    return homes


def grid_counts(communities: int) -> list[int]:
    """How many grids each community has, nine or ten: 3,126 for 347."""
    total = round(communities * GRIDS_OF)
    each, more = divmod(total, communities) if communities else (0, 0)
    return [each + (at < more) for at in range(communities)]


class Rows:
    """Rows of all tables by column, ids counted from one until they are put."""

    def __init__(self, writer: Writer, today: date) -> None:
        self.writer, self.today = writer, today
        self.draw = chance("grids")
        self.tables: dict[str, list[tuple[Any, ...]]] = {name: [] for name in COLUMNS}

    def add(self, table: str, home: Home, *values: Any) -> int:
        """A row of ``table``; its number from one, which others may name as a ``Ref``."""
        rows = self.tables[table]
        public = uuid5(MARKED, f"{table}/{home.key}/{len(rows)}")
        head = (public,) if table not in WITHOUT_ID else ()
        rows.append((*head, home.org_id, home.org_path, *values))
        return len(rows)

    def since(self, days: int) -> str:
        return f"[{self.today - timedelta(days=days)},)"

    def community(self, at: int, home: Home) -> None:
        people = iter(home.people)
        self._structure(home, people)
        laid = cells(at, home.grids, self.draw)
        self.tables["outlines"].append((home.id, ring_text(laid.outline)))
        for number, cell in enumerate(laid.cells, 1):
            self._grid(home, number, cell, people)

    def _structure(self, home: Home, people: Iterator[tuple[int, str]]) -> None:
        whole = self.draw.random() < 0.84
        for place, (kind, title) in enumerate(SLOTS):
            slot = self.add("community_slot", home, home.id, kind.value, title, place,
                            self.since(420), True)  # fmt: skip
            if not whole and self.draw.random() < 0.3:
                continue
            for post in ("主任", "委员")[: 1 + (place > 2)]:
                who, name = next(people, (None, self._name()))
                self.add("community_seat", home, Ref("community_slot", slot), who, name, post,
                         self.since(int(self.draw.integers(150, 410))))  # fmt: skip

    def _grid(self, home: Home, number: int, cell: Cell, people: Iterator[tuple[int, str]]) -> None:
        code = f"{home.division or home.key[:12]}{number:03}"
        grid = self.add("grid", home, home.id, code, f"第{number:02}网格", "base",
                        self.since(400), True)  # fmt: skip
        self.add("grid_shape", home, Ref("grid", grid), ring_text(cell.ring), self.since(400))
        self._people(home, grid, people)
        for house, (lon, lat) in enumerate(
            cell.points(int(self.draw.integers(*BUILDINGS_OF_GRID))), 1
        ):
            self._building(home, grid, f"{number:02}{house:02}", number, house, lon, lat)

    def _people(self, home: Home, grid: int, people: Iterator[tuple[int, str]]) -> None:
        here = Ref("grid", grid)
        is_vacant = self.draw.random() < 0.022
        leads = None if is_vacant else ROLES[int(self.draw.choice(3, p=(0.3, 0.5, 0.2)))]
        for role in ROLES:
            if role != leads and (is_vacant or self.draw.random() < 0.12):
                continue
            who, name = (None, self._name()) if role == "grid_worker" else next(
                people, (None, self._name())
            )  # fmt: skip
            worker = self.add("grid_worker", home, name, who, True)
            self.add("grid_assignment", home, here, Ref("grid_worker", worker), role, "",
                     role == leads, self.since(int(self.draw.integers(30, 390))), True)  # fmt: skip

    def _building(
        self, home: Home, grid: int, code: str, number: int, house: int, lon: float, lat: float
    ) -> None:
        stairs = int(self.draw.integers(1, 5))
        households = stairs * int(self.draw.integers(6, 13))
        building = self.add(
            "building", home, home.id, code, f"示例小区{number}区{house}号楼",
            f"示例小区{number}区", "", "residential", households, [lon, lat],
            f"{number}区党小组" if self.draw.random() < 0.7 else "", self.since(400), True,
        )  # fmt: skip
        self.add("grid_building", home, Ref("grid", grid), Ref("building", building),
                 self.since(400))  # fmt: skip
        for stair in range(1, stairs + 1):
            one = self.add("stairwell", home, Ref("building", building), f"{stair}单元",
                           households // stairs, self.since(400), True)  # fmt: skip
            if home.people and self.draw.random() < 0.42:
                who, _name = home.people[int(self.draw.integers(len(home.people)))]
                days = int(self.draw.integers(20, 380))
                self.add("stairwell_contact", home, Ref("stairwell", one), who,
                         self.today - timedelta(days=days), self.since(days), True)  # fmt: skip

    def _name(self) -> str:
        surname = SURNAMES[int(self.draw.integers(len(SURNAMES)))]
        return f"{surname}示{NUMBERS[int(self.draw.integers(9))]}"

    def put(self) -> dict[str, int]:
        """COPY all tables, those that are named first before those that name them."""
        cursor, first = self.writer.cursor, {}
        cursor.executemany(
            "UPDATE community SET outline = %s::jsonb WHERE id = %s",
            [(outline, pk) for pk, outline in self.tables.pop("outlines")],
        )
        cursor.execute(BORDERS, [self.today - timedelta(days=400)])
        for table, rows in self.tables.items():
            ids = self.writer.reserve(table, len(rows))
            first[table] = ids.start
            columns = ("id", *HEAD[table not in WITHOUT_ID], *COLUMNS[table])
            statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
            with cursor.cursor.copy(statement) as into:
                for pk, row in zip(ids, rows, strict=True):
                    into.write_row((pk, *(_value(one, first) for one in row)))
            cursor.execute(f"ANALYZE {table}")
        return {"grids": len(self.tables["grid"]), "buildings": len(self.tables["building"])}


@dataclass(frozen=True)
class Ref:
    table: str
    number: int


def _value(one: Any, first: dict[str, int]) -> Any:
    return first[one.table] + one.number - 1 if isinstance(one, Ref) else one


BORDERS = """
INSERT INTO community_border (org_id, org_path, community_id, outline, held)
SELECT c.org_id, c.org_path, c.id, c.outline, daterange(%s, NULL) FROM community c
WHERE c.is_demo AND c.outline IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM community_border b WHERE b.community_id = c.id)
"""
HEAD = {True: ("public_id", "org_id", "org_path"), False: ("org_id", "org_path")}
WITHOUT_ID = frozenset({"grid_shape", "grid_building"})
COLUMNS: dict[str, tuple[str, ...]] = {
    "outlines": (),
    "community_slot": ("community_id", "kind", "title", "place", "held", "is_demo"),
    "community_seat": ("slot_id", "person_id", "name", "post", "held"),
    "grid": ("community_id", "code", "name", "kind", "held", "is_demo"),
    "grid_shape": ("grid_id", "outline", "held"),
    "grid_worker": ("name", "person_id", "is_demo"),
    "grid_assignment": ("grid_id", "worker_id", "role", "words", "is_lead", "held", "is_demo"),
    "building": (
        "community_id", "code", "name", "compound", "address", "use", "households", "point",
        "branch", "held", "is_demo",
    ),
    "grid_building": ("grid_id", "building_id", "held"),
    "stairwell": ("building_id", "name", "households", "held", "is_demo"),
    "stairwell_contact": ("stairwell_id", "person_id", "consent_on", "held", "is_demo"),
}  # fmt: skip
