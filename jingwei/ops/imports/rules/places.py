"""Which rows say half a place, or a place in a datum that nobody named? And what the shape says."""

from typing import Final

import numpy as np

from jingwei.ops.imports.cells.places import point_of
from jingwei.ops.imports.rows import Rows


def degrees_from_shape(rows: Rows) -> None:
    """Longitude and latitude of a point, or of the middle of an outline, where none is written."""
    if not rows.has("point"):
        return
    cells = rows.cells["point"]
    known = [value for value in cells.values if isinstance(value, str)]
    if not known:
        return
    number = {value: at for at, value in enumerate(known)}
    which = np.array([number.get(str(value), 0) for value in cells.values], np.int32)[cells.codes]
    where = rows.known("point") & ~rows.written("lon") & ~rows.written("lat")
    points = [point_of(value) for value in known]
    rows.fill("lon", where, [x for x, _y in points], which)
    rows.fill("lat", where, [y for _x, y in points], which)


def whole(rows: Rows) -> None:
    """Both degrees or none."""
    lon, lat = rows.written("lon"), rows.written("lat")
    rows.say("lon", "place.half", lat & ~lon)
    rows.say("lat", "place.half", lon & ~lat)


def datum_named(rows: Rows) -> None:
    """A place says in which datum it is; what is bent twice is not turned back here."""
    placed = rows.known("lon") & rows.known("lat") | rows.known("outline")
    key = "lon" if rows.has("lon") else "outline"
    rows.say(key, "place.datum", placed & ~rows.written("datum"))
    rows.say("datum", "place.bd09", placed & rows.equal("datum", "bd09"))


def bent(rows: Rows) -> int:
    """How many places are written in GCJ-02 and will be turned."""
    placed = rows.known("lon") & rows.known("lat") | rows.known("outline")
    return int((placed & rows.equal("datum", "gcj02")).sum())


DERIVE: Final = (degrees_from_shape,)
CHECKS: Final = (whole, datum_named)
