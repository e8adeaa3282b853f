"""How do buildings, grids and contacts leave the program? Workbooks of texts, and GeoJSON files.

Each file says whose it is and of which day; one with coordinates says in which datum they are.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.systems.community.centres.models import ServiceCentre
from jingwei.systems.community.grids import datum, mapping, queries
from jingwei.systems.community.grids.models import Community, Contact

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GEOJSON: Final = "application/geo+json"
TEXTS: Final = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
    "strings_to_urls": False,
}  # fmt: skip
PLACES: Final = 7  # of a degree: a centimetre
MOST_CONTACTS: Final = 5_000


def buildings(row: Community, on: date) -> bytes:
    """One line a building: place, households and grid; nobody's name."""
    heads = (
        _("社区"), _("楼栋编号"), _("楼栋名称"), _("小区"), _("地址"), _("用途"), _("户数"),
        _("单元"), _("经度"), _("纬度"), _("所在党支部或党小组"), _("网格编号"),
    )  # fmt: skip
    rows = list(queries.buildings(row, on))
    grids = {one["id"]: one["properties"]["grid"] for one in mapping.building_features(rows, on)}
    stairs = queries.stairwell_names(rows, on)
    lines = [
        (row.name, one.code, one.name, one.compound, one.address, str(one.get_use_display()),
         one.households, " ".join(stairs.get(one.pk, ())), one.lon, one.lat, one.branch,
         grids[str(one.public_id)])
        for one in rows
    ]  # fmt: skip
    return _book(_("楼栋"), _whose(row, on, _degrees()), heads, lines)


def grids(row: Community, on: date) -> bytes:
    """One line a grid with the people of the three kinds, and who leads."""
    heads = (
        _("社区"), _("网格编号"), _("网格名称"), _("类别"), _("谁牵头"), _("社区干部"), _("网格员"),
        _("党员中心户"), _("其他人"), _("户数"), _("楼栋数"), _("楼栋编号"), _("监督电话"),
    )  # fmt: skip
    layout = queries.layout(row, on)
    told = queries.told([grid for grid, _codes, _edge in layout], on)
    lines = [
        (row.name, one.grid.code, one.grid.name, str(one.grid.get_kind_display()),
         one.lead.worker.name if one.lead else "",
         *(_names(people) for _role, people in one.of_three),
         _names(who for who in one.people if who.role == "other"),
         one.households, one.buildings, " ".join(codes), row.phone)
        for one, (_grid, codes, _edge) in zip(told, layout, strict=True)
    ]  # fmt: skip
    return _book(_("网格"), _whose(row, on), heads, lines)


def contacts(row: Community, rows: Sequence[Contact], on: date, note: str) -> bytes:
    """Members who agreed to be asked in a stairwell; names only, no numbers."""
    heads = (
        _("社区"), _("楼栋编号"), _("楼栋名称"), _("单元"), _("楼道联系人"), _("哪天同意的"),
    )  # fmt: skip
    lines = [
        (row.name, one.stairwell.building.code, one.stairwell.building.name, one.stairwell.name,
         one.person.name, one.consent_on.isoformat())
        for one in rows
    ]  # fmt: skip
    return _book(_("楼道联系人"), _whose(row, on, note), heads, lines)


def geojson(what: str, scope: Scope, row: Community, on: date) -> str:
    """Grids, buildings or centres of a community as one FeatureCollection (RFC 7946).

    What lies in the community names it, so that the file can be brought in again.
    """
    if what == "grids":
        features = mapping.grid_features(
            list(mapping.grids_of(row, on).order_by("code", "id")), on, None
        )
    elif what == "buildings":
        features = mapping.building_features(list(queries.buildings(row, on)), on)
    else:
        features = mapping.centre_features(centres(scope, row, on), on)
    for one in features if what != "centres" else ():
        one["properties"]["community"] = row.name
    told = mapping.collection(features, on) | {"name": row.name, "note": _degrees()}
    del told["next"]
    return json.dumps(told, ensure_ascii=False, cls=DjangoJSONEncoder)


def centres(scope: Scope, row: Community, on: date) -> list[ServiceCentre]:
    """Centres of a community and round it."""
    rows = mapping.centres_near(scope, row, on).select_related("org")
    return list(rows.order_by("name", "id"))


def _names(people: Iterable[Any]) -> str:
    return "、".join(one.worker.name for one in people)


def _degrees() -> str:
    return _(
        "坐标为 {crs} 经纬度。由 GCJ-02 换算来的，换算往返相差不到1毫米，和实测一般相差"
        "不超过{metres}米；不是测绘成果。"
    ).format(crs=datum.CRS, metres=f"{datum.TRUE_WITHIN:.0f}")


def _whose(row: Community, on: date, more: str = "") -> str:
    said = _("{community}，{day}的样子。").format(community=row.name, day=on.isoformat())
    return f"{said}{more}"


def _book(title: str, said: str, heads: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    """Row one is the heads, so that the sheet can be brought in again; what is said of the file
    stands on a second sheet. What begins with = is a text and no formula."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, TEXTS) as book:
        sheet = book.add_worksheet(title)
        bold, degree = (
            book.add_format({"bold": True}),
            book.add_format({"num_format": f"0.{'0' * PLACES}"}),
        )
        for at, head in enumerate(heads):
            sheet.write_string(0, at, head, bold)
        for number, line in enumerate(lines, 1):
            for at, value in enumerate(line):
                if isinstance(value, float):
                    sheet.write_number(number, at, value, degree)
                elif value is not None:
                    sheet.write(number, at, value)
        sheet.freeze_panes(1, 3)
        sheet.set_column(0, len(heads) - 1, 16)
        about = book.add_worksheet(_("说明"))
        about.write_string(0, 0, said)
        about.set_column(0, 0, 80)
    return out.getvalue()
