"""What must be so before a grid is laid, a lead named, a contact noted? All findings at once."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from jingwei.kernel.findings import Finding
from jingwei.systems.community.grids import geometry

SEED: Final = "文章：社区党建（管理链）"
HOUSE: Final = "本系统规则"
# The values of Formation and GridRole in kinds.py, whose titles need Django; a test compares them.
FORMATIONS: Final = frozenset({"old", "new_relocated", "new_estate", "mixed", "other"})
ROLES: Final = frozenset({"cadre", "grid_worker", "member_household", "other"})
OTHER: Final = "other"
NAMED_MOST: Final = 8
TOLERATED: Final = 0.005  # of the area of a community: what lines drawn by hand leave open


@dataclass(frozen=True)
class House:
    """A building as the check needs it."""

    code: str
    name: str
    point: geometry.Point | None = None

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@dataclass(frozen=True)
class Laid:
    """One grid as it is to be: which buildings, and the border where one is drawn."""

    code: str
    name: str
    buildings: tuple[str, ...]
    kind: str = "base"
    outline: Any = field(default=None, hash=False)


def cover_findings(
    houses: Sequence[House], laid: Sequence[Laid], outline: Any = None
) -> list[Finding]:
    """No gap and no overlap inside a community: everything that is amiss, with the names."""
    if not laid:
        return [Finding("grids.none", "还没有写网格。", SEED)]
    known = {one.code: one for one in houses}
    found = _each_findings(known, laid) + _all_findings(known, laid)
    return found + _border_findings(known, laid, outline)


def _each_findings(known: dict[str, House], laid: Sequence[Laid]) -> list[Finding]:
    found = []
    for code, times in Counter(one.code for one in laid).items():
        if times > 1:
            found.append(
                Finding("grids.code_twice", "网格编号{code}写了{n}次。", HOUSE,
                        {"code": code, "n": times})
            )  # fmt: skip
    for one in laid:
        if not one.code.strip() or not one.name.strip():
            found.append(
                Finding("grids.unnamed", "有的网格没有编号或名称：“{what}”。", HOUSE,
                        {"what": f"{one.code} {one.name}".strip()})
            )  # fmt: skip
        if not one.buildings:
            found.append(
                Finding("grids.empty", "网格“{grid}”里没有楼栋。", SEED, {"grid": one.name})
            )
        unknown = [code for code in one.buildings if code not in known]
        if unknown:
            found.append(
                Finding("grids.unknown", "网格“{grid}”里写了这个社区没有的楼栋：{which}。", HOUSE,
                        {"grid": one.name, "which": _names(unknown)})
            )  # fmt: skip
    return found


def _all_findings(known: dict[str, House], laid: Sequence[Laid]) -> list[Finding]:
    found = []
    held: dict[str, list[str]] = {}
    for one in laid:
        for code in one.buildings:
            held.setdefault(code, []).append(one.name)
    gaps = [str(one) for code, one in known.items() if code not in held]
    if gaps:
        found.append(
            Finding("grids.gap", "有{n}栋楼不在任何网格里：{which}。", SEED,
                    {"n": len(gaps), "which": _names(gaps)})
        )  # fmt: skip
    doubled = [
        f"{known[code]}（{'、'.join(dict.fromkeys(grids))}）"
        for code, grids in held.items()
        if len(grids) > 1 and code in known
    ]
    if doubled:
        found.append(
            Finding("grids.overlap", "有{n}栋楼写在两处：{which}。", SEED,
                    {"n": len(doubled), "which": _names(doubled)})
        )  # fmt: skip
    return found


def _border_findings(known: dict[str, House], laid: Sequence[Laid], outline: Any) -> list[Finding]:
    drawn = [one for one in laid if one.outline is not None]
    found = [
        finding
        for one in drawn
        for finding in geometry.outline_findings(one.outline, f"网格“{one.name}”")
    ]
    if outline is not None:
        found += geometry.outline_findings(outline, "社区")
    if found or not drawn:
        return found
    rings = {one.code: geometry.ring_of(one.outline) for one in drawn}
    outside = [
        f"{known[code]}（{one.name}）"
        for one in drawn
        for code in one.buildings
        if code in known
        and (point := known[code].point) is not None
        and not geometry.holds(rings[one.code], point)
    ]
    if outside:
        found.append(
            Finding("grids.outside", "有{n}栋楼的位置在自己网格的边界外面：{which}。", HOUSE,
                    {"n": len(outside), "which": _names(outside)})
        )  # fmt: skip
    crossing = [
        f"{one.name}和{two.name}"
        for at, one in enumerate(drawn)
        for two in drawn[at + 1 :]
        if geometry.overlap(rings[one.code], rings[two.code])
    ]
    if crossing:
        found.append(
            Finding("grids.crossing", "有的网格边界重叠：{which}。", SEED,
                    {"which": _names(crossing)})
        )  # fmt: skip
    return found + _whole_findings(rings, laid, outline, crossing=bool(crossing))


def _whole_findings(
    rings: dict[str, list[geometry.Point]], laid: Sequence[Laid], outline: Any, *, crossing: bool
) -> list[Finding]:
    """Do the borders fill the community? Asked only where all of them are drawn."""
    if outline is None or len(rings) < len(laid) or crossing:
        return []
    whole = geometry.area(geometry.ring_of(outline))
    filled = sum(map(geometry.area, rings.values()))
    if whole and abs(whole - filled) / whole > TOLERATED:
        return [
            Finding(
                "grids.area",
                "网格加起来{filled}平方米，社区是{whole}平方米，边界之间有空隙，或出了社区。",
                SEED, {"filled": round(filled), "whole": round(whole)},
            )
        ]  # fmt: skip
    return []


def border_day_findings(*, since: date, today: date, now_since: date | None) -> list[Finding]:
    """A border begins today or earlier, and not before the one that holds now."""
    found = []
    if since > today:
        found.append(Finding("border.ahead", "边界从今天或更早起，不能写以后的日子。", HOUSE))
    if now_since is not None and since < now_since:
        found.append(
            Finding("border.before", "现在的边界从{day}起，请写那天或更晚。", HOUSE,
                    {"day": now_since.isoformat()})
        )  # fmt: skip
    return found


def neighbour_findings(names: Sequence[str]) -> list[Finding]:
    """Two communities share a line and no ground."""
    if not names:
        return []
    return [
        Finding("border.overlap", "边界和{which}的重叠，请改其中一条。", SEED,
                {"which": _names(names)})
    ]  # fmt: skip


def formation_findings(formation: str, words: str) -> list[Finding]:
    if formation not in FORMATIONS:
        return [Finding("community.formation", "还没有选社区类型。", HOUSE)]
    if formation == OTHER and not words.strip():
        return [Finding("community.words", "选了“其他”，请写明是什么类型。", HOUSE)]
    return []


def seat_findings(
    *, name: str, since: date | None, until: date | None, today: date
) -> list[Finding]:
    found = []
    if not name.strip():
        found.append(Finding("seat.name", "还没有写姓名。", HOUSE))
    if since is None:
        found.append(Finding("seat.since", "还没有写从哪天起。", HOUSE))
    elif since > today:
        found.append(Finding("seat.future", "开始日期不能晚于今天。", HOUSE))
    if since and until and until <= since:
        found.append(Finding("seat.until", "任期结束要晚于开始。", HOUSE))
    return found


@dataclass(frozen=True)
class Assigned:
    """What is known when somebody is put to a grid. ``leads`` names the other grid led."""

    name: str
    role: str
    words: str
    is_lead: bool
    since: date | None
    has_lead: str = ""
    leads: str = ""
    inside: bool = False
    open_grid: bool = True


def assignment_findings(said: Assigned, today: date) -> list[Finding]:
    found = []
    if not said.open_grid:
        found.append(Finding("assignment.closed", "这个网格已经撤销。", HOUSE))
    if not said.name.strip():
        found.append(Finding("assignment.name", "还没有写姓名。", HOUSE))
    if said.role not in ROLES:
        found.append(Finding("assignment.role", "还没有选身份。", HOUSE))
    elif said.role == OTHER and not said.words.strip():
        found.append(Finding("assignment.words", "选了“其他”，请写明是什么身份。", HOUSE))
    if said.since is None:
        found.append(Finding("assignment.since", "还没有写从哪天起。", HOUSE))
    elif said.since > today:
        found.append(Finding("assignment.future", "开始日期不能晚于今天。", HOUSE))
    return found + _beside_findings(said)


def _beside_findings(said: Assigned) -> list[Finding]:
    """What else is so at the same time: one lead of a grid, one grid of a lead."""
    found = []
    if said.inside:
        found.append(Finding("assignment.inside", "这个人已经在这个网格里。", HOUSE))
    if said.is_lead and said.has_lead:
        found.append(
            Finding("assignment.has_lead", "这个网格已由{name}牵头，请先结束那一条。", SEED,
                    {"name": said.has_lead})
        )  # fmt: skip
    if said.is_lead and said.leads:
        found.append(
            Finding("assignment.leads", "{name}已牵头“{grid}”，每人包干一个。", SEED,
                    {"name": said.name.strip(), "grid": said.leads})
        )  # fmt: skip
    return found


def contact_findings(
    *, person: object | None, consent_on: date | None, already: bool, today: date
) -> list[Finding]:
    found = []
    if person is None:
        found.append(Finding("contact.who", "还没有写是哪位党员。", HOUSE))
    if consent_on is None:
        found.append(
            Finding("contact.consent", "还没有写本人哪天同意的；没有同意不能登记。", HOUSE)
        )
    elif consent_on > today:
        found.append(Finding("contact.future", "同意的日期不能晚于今天。", HOUSE))
    if already:
        found.append(Finding("contact.already", "这名党员已经是这个楼道的联系人。", HOUSE))
    return found


def building_findings(
    *, code: str, name: str, taken: bool, lon: float | None, lat: float | None
) -> list[Finding]:
    found = []
    if not code.strip():
        found.append(Finding("building.code", "还没有写楼栋编号。", HOUSE))
    elif taken:
        found.append(
            Finding("building.taken", "这个社区已有楼栋编号{code}。", HOUSE, {"code": code})
        )
    if not name.strip():
        found.append(Finding("building.name", "还没有写楼栋名称。", HOUSE))
    if (lon is None) != (lat is None):
        found.append(Finding("building.point", "经度和纬度要一起写，或都不写。", HOUSE))
    elif lon is not None and lat is not None and not (-180 <= lon <= 180 and -90 <= lat <= 90):
        found.append(Finding("building.off", "这个位置不在地球上，可能经纬度写反了。", HOUSE))
    return found


NUMBER: Final = re.compile(r"(\d+)\s*(?:号楼|幢|栋|座|号)", re.ASCII)


def buildings_meant(text: str, houses: Sequence[House]) -> list[str]:
    """Codes of the buildings that words such as 新苑3幢2单元 mean; none where that is not clear.

    A whole name counts first, the longest; then the number alone, where one building bears it.
    """
    said = unicodedata.normalize("NFKC", text).replace(" ", "")
    named = [one for one in houses if one.name and _says(said, one.name.replace(" ", ""))]
    if named:
        longest = max(len(one.name) for one in named)
        return [one.code for one in named if len(one.name) == longest]
    numbers = set(NUMBER.findall(said))
    if len(numbers) != 1:
        return []
    number = numbers.pop()
    alike = [one for one in houses if NUMBER.findall(one.name)[-1:] == [number]]
    return [alike[0].code] if len(alike) == 1 else []


def _says(text: str, name: str) -> bool:
    """Does the name stand there, and not as the end of a longer number (11号楼 is not 1号楼)?"""
    at = text.find(name)
    while at >= 0:
        if not (name[:1].isdigit() and text[max(at - 1, 0) : at].isdigit()):
            return True
        at = text.find(name, at + 1)
    return False


def taking_findings(*, reason: str, known: Sequence[str], words: str) -> list[Finding]:
    """Names of members leave the program only for a reason."""
    found = []
    if reason not in known:
        found.append(
            Finding("contacts.reason", "请选为什么要带走，台账要记。", HOUSE,
                    {"field_id": "reason"})
        )  # fmt: skip
    if reason == "other" and not words.strip():
        found.append(
            Finding("contacts.words", "选了“其他”，请写明为什么要带走。", HOUSE,
                    {"field_id": "words"})
        )  # fmt: skip
    return found


def _names(which: Iterable[str]) -> str:
    found = list(which)
    said = "、".join(found[:NAMED_MOST])
    return said if len(found) <= NAMED_MOST else f"{said}等{len(found)}处"
