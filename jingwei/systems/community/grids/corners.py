"""Which polygon does somebody mean who typed corners, pasted GeoJSON, or clicked on the drawing?"""

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from jingwei.kernel.findings import Finding
from jingwei.systems.community.grids import geometry

MOST: Final = 200_000  # signs: two thousand corners with many places, as GeoJSON
_NUMBER: Final = re.compile(r"[-+]?\d+(?:\.\d+)?")
_REST: Final = re.compile(r"[\s,，、()（）\[\]°]*")
_ENDS: Final = re.compile(r"[;；\n]+")


def read(text: str) -> tuple[dict[str, Any] | None, list[Finding]]:
    """A GeoJSON polygon, or what cannot be read; whether the polygon is sound, others say."""
    said = text.strip()
    if not said:
        return None, [Finding("border.none", "还没有写角点，至少写三个。", geometry.SOURCE)]
    return _geojson(said) if said.startswith("{") else _lines(said)


def _geojson(text: str) -> tuple[dict[str, Any] | None, list[Finding]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None, [
            Finding("border.json", "这段 GeoJSON 不完整，请整段再贴一次。", geometry.SOURCE)
        ]
    features = found.get("features")
    if isinstance(features, list):
        if len(features) != 1:
            return None, [
                Finding("border.features", "这里有{n}个图形，请只贴这个社区的一个。",
                        geometry.SOURCE, {"n": len(features)})
            ]  # fmt: skip
        found = features[0]
    if isinstance(found, dict) and found.get("type") == "Feature":
        found = found.get("geometry")
    return (found if isinstance(found, dict) else {}), []


def _lines(text: str) -> tuple[dict[str, Any] | None, list[Finding]]:
    """One corner a line, ``120.864512, 32.011``; the ring is closed where it is not."""
    ring: list[list[float]] = []
    unread: list[Finding] = []
    for at, line in enumerate(_ENDS.split(text), 1):
        numbers = _NUMBER.findall(line)
        if not line.strip():
            continue
        if len(numbers) == 2 and _REST.fullmatch(_NUMBER.sub("", line)):
            ring.append([float(one) for one in numbers])
        else:
            unread.append(
                Finding("border.line", "第{n}个点看不懂：{line}。写成“120.864512, 32.011”。",
                        geometry.SOURCE, {"n": at, "line": line.strip()[:30]})
            )  # fmt: skip
    if unread:
        return None, unread
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    return {"type": "Polygon", "coordinates": [ring]}, []


def written(outline: Any) -> str:
    """The corners of a sound polygon as they are typed again, one a line."""
    return "\n".join(f"{x:.7f}, {y:.7f}" for x, y in geometry.ring_of(outline)) if outline else ""


def hectares(rings: Iterable[Any]) -> list[float]:
    return [round(geometry.area(geometry.ring_of(one)) / 10_000, 1) for one in rings]
