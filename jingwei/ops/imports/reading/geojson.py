"""What stands in a GeoJSON file? Its features as rows: properties are columns, geometry is one."""

import json
import math
import re
from typing import Any, Final

from jingwei.ops.imports.reading.columns import ColumnBuilder
from jingwei.ops.imports.reading.csv_text import decode
from jingwei.ops.imports.reading.guard import FileKind
from jingwei.ops.imports.reading.limits import Limits
from jingwei.ops.imports.reading.refusals import refused
from jingwei.ops.imports.reading.sheets import BuiltBook, BuiltSheet, fill

GEOMETRY: Final = "geometry"
"""The title under which the place of a feature stands."""
_CRS: Final = re.compile(r"(?:CRS:?84|EPSG:{0,2}[0-9.]*:?(?:4326|4490))$", re.IGNORECASE)
_BROKEN: Final = re.compile("[\x00\ud800-\udfff]")  # what no database keeps
_LONG: Final = 20_000  # characters of one property
_WIDE: Final = 200_000  # characters of one geometry
_POINTS: Final = 2_001  # of one geometry: more is not read, only told


def read_geojson(data: bytes, *, limits: Limits) -> BuiltBook:
    """The one sheet of a FeatureCollection. Row 1 holds the names, row 2 the first feature.

    Nested too deep, not a collection, or in metres: refused. A property that is itself a list of
    plain values is one text, its parts parted by 、; whatever is nested deeper is a faulty cell.
    """
    text, encoding = decode(data)
    features = _features(_parsed(text), limits)
    names: dict[str, int] = {}
    for one in features:
        for name in one["properties"] or ():
            names.setdefault(_scrubbed(name), len(names))
            if len(names) > 4 * limits.columns:
                raise refused("file.too_wide", sheet="GeoJSON", cell=_scrubbed(name)[:20])
    names[GEOMETRY] = names.pop(GEOMETRY, len(names))
    order = {name: at for at, name in enumerate(names)}
    sheet = BuiltSheet("", 0, [ColumnBuilder(at) for at in range(len(order))])
    told = _Teller(sheet)
    rows = (told.row(order, at, one) for at, one in enumerate(features, 1))
    fill(sheet.columns, [list(order)], limits)
    sheet.height = 1 + fill(sheet.columns, rows, limits)
    faulty = {column for cells in sheet.faults.values() for _row, column in cells}
    sheet.columns = [one for one in sheet.columns if any(one.codes[1:]) or one.index in faulty]
    if len(sheet.columns) > limits.columns:
        raise refused("file.too_wide", sheet="GeoJSON", cell=f"{len(sheet.columns)}")
    return BuiltBook(FileKind.GEOJSON, [sheet], encoding=encoding)


def _parsed(text: str) -> Any:
    def no_number(_word: str) -> float:
        raise refused("file.damaged")

    try:
        return json.loads(text, parse_constant=no_number)
    except RecursionError as deep:
        raise refused("file.geo_deep") from deep
    except ValueError as wrong:
        raise refused("file.geo_damaged") from wrong


def _features(said: Any, limits: Limits) -> list[dict[str, Any]]:
    """The features of a collection, each with properties and geometry of the right shape."""
    if not isinstance(said, dict):
        raise refused("file.geo_other")
    features = said.get("features")
    if said.get("type") == "Feature":
        features = [said]
    elif said.get("type") != "FeatureCollection":
        raise refused("file.geo_other")
    if not isinstance(features, list):
        raise refused("file.geo_other")
    if not features:
        raise refused("file.empty")
    if len(features) >= limits.rows:
        raise refused("file.too_many_rows", limit=limits.rows)
    _refuse_metres(said.get("crs"))
    return [_feature(one) for one in features]


def _feature(one: Any) -> dict[str, Any]:
    """Something in the list that is no feature is a row without properties."""
    if not isinstance(one, dict):
        return {"properties": {}, "geometry": None}
    properties = one.get("properties")
    return {
        "properties": properties if isinstance(properties, dict) else {},
        "geometry": one.get("geometry"),
    }


def _refuse_metres(crs: Any) -> None:
    """Only degrees are read; a file that names another system has to be turned first."""
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not _CRS.search(name.strip()):
        raise refused("file.geo_crs", crs=_scrubbed(str(name))[:40])


class _Teller:
    """Features as lists of plain cells; what is no plain value is noted as a fault."""

    def __init__(self, sheet: BuiltSheet) -> None:
        self.sheet = sheet

    def row(self, order: dict[str, int], at: int, feature: dict[str, Any]) -> list[object]:
        cells: list[object] = [""] * len(order)
        for name, value in feature["properties"].items():
            column = order[_scrubbed(name)]
            cells[column] = self._cell(value, at, column)
        if feature["geometry"] is not None:
            cells[order[GEOMETRY]] = self._geometry(feature["geometry"], at, order[GEOMETRY])
        return cells

    def _cell(self, value: Any, row: int, column: int) -> object:
        if isinstance(value, str):
            return self._text(value, row, column)
        if isinstance(value, float) and not math.isfinite(value):
            return self._fault("cell.nested", row, column)
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, list) and all(isinstance(one, (str, int, float)) for one in value):
            return self._text("、".join(map(str, value)), row, column)
        return self._fault("cell.nested", row, column)

    def _text(self, text: str, row: int, column: int) -> str:
        if len(text) > _LONG:
            return self._fault("cell.nested", row, column)
        return _scrubbed(text)

    def _geometry(self, said: Any, row: int, column: int) -> str:
        if not isinstance(said, dict) or _points(said.get("coordinates")) > _POINTS:
            return self._fault("place.too_fine", row, column)
        kept = {"type": said.get("type"), "coordinates": said.get("coordinates")}
        text = _scrubbed(json.dumps(kept, ensure_ascii=False, separators=(",", ":")))
        return text if len(text) < _WIDE else self._fault("place.too_fine", row, column)

    def _fault(self, code: str, row: int, column: int) -> str:
        self.sheet.faults.setdefault(code, []).append((row, column))
        return ""


def _points(said: Any) -> int:
    """How many points a geometry has, counted no further than needed."""
    counted, waiting = 0, [said]
    while waiting and counted <= _POINTS:
        one = waiting.pop()
        if isinstance(one, list):
            if one and isinstance(one[0], list):
                waiting += one[: _POINTS + 1]
            else:
                counted += 1
    return counted


def _scrubbed(text: str) -> str:
    """A half of a pair, or NUL, is shown as what it is: a broken character."""
    return _BROKEN.sub("\ufffd", text)
