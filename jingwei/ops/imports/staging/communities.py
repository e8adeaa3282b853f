"""Which community, building or stairwell does a text mean? Full names and codes, in scope only."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.cells import places as cell_places
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.rules import outlines
from jingwei.ops.imports.staging.lookup import say_finds, texts
from jingwei.ops.imports.table import Table
from jingwei.systems.community.grids import datum
from jingwei.systems.community.grids.geometry import ring_of
from jingwei.systems.community.grids.models import Building, Community

DOUBTED: Final = 0.05
"""The share of places outside their community from which on the datum is doubted (GRIDS 5)."""
SHORT: Final = 2  # digits of a number before which noughts are only a habit
_NUMBER: Final = re.compile(r"(?:第)?(\d+)(?:幢|栋|号楼|号|#|楼|座)?", re.ASCII)


@dataclass(frozen=True)
class Place:
    """A community on file, and its border where one is drawn."""

    id: int
    org_id: int
    org_path: str
    name: str
    outline: object = field(default=None, hash=False, compare=False)


@dataclass(frozen=True)
class House:
    """A building on file."""

    id: int
    code: str
    name: str
    point: tuple[float, float] | None


def communities_of(table: Table, scope: Scope) -> list[Place | None]:
    """The community of each row; what was not found is said of its cell. One query."""
    cells = table.cells.get("community")
    if cells is None:
        return [None] * len(table)
    by_text: dict[str, list[Place]] = defaultdict(list)
    rows = Community.objects.within(scope).filter(held__endswith=None)
    for pk, org, path, name, code, outline, office in rows.values_list(
        "id", "org_id", "org_path", "name", "unit__code", "outline", "org__name"
    ):
        one = Place(pk, org, path, name, outline)
        short = name.removesuffix("居民委员会").removesuffix("村民委员会").removesuffix("居委会")
        told = {name, short, f"{office}{name}", code or ""}
        for text in {names.normal(each) for each in told} - {""}:
            by_text[text].append(one)
    said = [_meant(by_text, str(value)) if value else None for value in cells.values]
    say_finds(table, "community", said)
    known = [one if isinstance(one, Place) else None for one in said]
    return [known[code] for code in cells.codes.tolist()]


def _meant(by_text: dict[str, list[Place]], text: str) -> Place | Find:
    wanted = names.normal(text)
    found = by_text.get(wanted) or by_text.get(f"{wanted}社区") or []
    found = list(dict.fromkeys(found))
    if len(found) == 1:
        return found[0]
    if found:
        shown = "、".join(one.name for one in found[:3])
        return Find("community.ambiguous", None, {"n": len(found), "names": shown})
    likely = {
        one.name for name, ones in by_text.items() if len(wanted) > 1 and wanted in name
        for one in ones
    }  # fmt: skip
    if len(likely) == 1:
        (name,) = likely
        return Find("community.doubtful", name, {"name": name})
    return Find("community.unknown")


class Houses:
    """The buildings of some communities by every way of naming them. One query."""

    def __init__(self, communities: Iterable[Place | None]) -> None:
        self.all: dict[int, list[House]] = defaultdict(list)
        self._by_text: dict[tuple[int, str], list[House]] = defaultdict(list)
        ids = {one.id for one in communities if one}
        rows = Building.everything.filter(community__in=ids, held__endswith=None).order_by("code")
        for pk, at, code, name, point in rows.values_list(
            "id", "community_id", "code", "name", "point"
        ):
            one = House(pk, code, name, (point[0], point[1]) if point else None)
            self.all[at].append(one)
            for text in {names.normal(code), names.normal(name), plain_number(code)} - {""}:
                self._by_text[at, text].append(one)

    def find(self, community: Place, text: str) -> House | None:
        """The only building so called; ``3幢`` is also ``3`` where nothing else is."""
        exact = self._by_text.get((community.id, names.normal(text)), [])
        found = exact or self._by_text.get((community.id, plain_number(text)), [])
        return found[0] if len(found) == 1 else None


def say_twice(table: Table, column: str, keys: Sequence[Hashable | None]) -> None:
    """Rows that mean one thing, though they write it differently: said of each."""
    rows: dict[Hashable, list[int]] = defaultdict(list)
    good = table.good
    for at, key in enumerate(keys):
        if key is not None and good[at]:
            rows[key].append(at)
    title = table.kind.by_key[column].title
    for group in rows.values():
        for at in group if len(group) > 1 else ():
            others = "、".join(str(table.numbers[one]) for one in group if one != at)
            find = Find("key.twice", params={"rows": others, "title": title})
            table.issues.add(column, [find], np.array([at], np.int32))


def plain_number(text: str) -> str:
    """``03幢``, ``3号楼`` and ``3`` are one number; nothing for what is no number.

    ``0901`` is a code of its own, not the number 901.
    """
    found = _NUMBER.fullmatch(names.normal(text))
    if not found:
        return ""
    bare = found[1].lstrip("0")
    return bare if len(bare) <= SHORT else found[1]


def turned(table: Table) -> list[tuple[float, float] | None]:
    """The place of each row in CGCS2000; None where there is none or it cannot be used."""
    count = len(table)
    east, north, datums = (texts(table, key, count) for key in ("lon", "lat", "datum"))
    found: list[tuple[float, float] | None] = []
    for x, y, which in zip(east, north, datums, strict=True):
        if x is None or y is None or which not in ("cgcs2000", "gcj02"):
            found.append(None)
            continue
        point = float(x), float(y)
        if which == "gcj02":
            point = datum.from_gcj02(*point)
        found.append((round(point[0], 7), round(point[1], 7)))
    return found


def turned_rings(table: Table) -> list[str | None]:
    """The border of each row in CGCS2000."""
    count = len(table)
    made: dict[tuple[str, str], str] = {}
    found: list[str | None] = []
    pairs = zip(texts(table, "outline", count), texts(table, "datum", count), strict=True)
    for text, which in pairs:
        if text is None or which not in ("cgcs2000", "gcj02"):
            found.append(None)
            continue
        if (text, which) not in made:
            ring = cell_places.ring_of(text)
            if which == "gcj02":
                ring = [datum.from_gcj02(*one) for one in ring]
            made[text, which] = cell_places.outline_text(ring)
        found.append(made[text, which])
    return found


def say_outside(
    table: Table, places: list[Place | None], points: list[tuple[float, float] | None]
) -> None:
    """A place outside its community is doubted; where many are, their datum is refused."""
    by_place: dict[int, list[int]] = defaultdict(list)
    for at, (place, point) in enumerate(zip(places, points, strict=True)):
        if place is not None and point is not None and place.outline is not None:
            by_place[place.id].append(at)
    for rows in by_place.values():
        place = places[rows[0]]
        border = outlines.ring(ring_of(place.outline if place else None))
        inside = outlines.holds(border, np.array([points[at] for at in rows]))
        out = np.array(rows, np.int32)[~inside]
        if len(out) > 1 and len(out) > DOUBTED * len(rows):
            table.issues.add("lon", [Find("place.outside_all", params={"n": len(out)})], out)
        else:
            table.issues.add("lon", [Find("place.outside")], out)
