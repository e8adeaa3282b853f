"""How does Open311 GeoReport v2 speak of matters? Its words, in XML and JSON, and what is listed.

Written from the public specification (wiki.open311.org/GeoReport_v2). Only matters in public space
whose asker agreed are listed; words, names and exact positions never are: a place is a community,
a position the middle of its grid.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as Tree

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.days import SHANGHAI
from jingwei.work.matters import door
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import Kind, State

XML, JSON = "xml", "json"
TYPES = {XML: "text/xml; charset=utf-8", JSON: "application/json; charset=utf-8"}
SERVICES = {
    Kind.GRID: _("路灯、道路、环境等公共地方的事，同意的可以公开"),
    Kind.SERVICE: _("办事、咨询、求助，不公开"),
    Kind.MERCHANT: _("对商户的投诉，不公开"),
    Kind.OFFICE: _("对单位的投诉，不公开"),
}
PUBLIC = (Kind.GRID,)
"""Kinds that may be listed where the asker agreed."""
CONSENT, ANSWERS = "consent", ("", "0", "1")
SPAN_DAYS = 90
ITEMS = {"services": "service", "service_requests": "request", "attributes": "attribute",
         "values": "value", "errors": "error"}  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """What the public list tells of a matter."""

    id: UUID
    kind: str
    state: str
    received_at: datetime
    replied_on: date | None
    answered_on: date | None
    closed_on: date | None
    promised_on: date | None
    agency: str
    place_id: UUID | None
    place: str | None
    point: list[float] | None = None


def services() -> list[dict[str, Any]]:
    return [
        {
            "service_code": kind.value, "service_name": str(kind.label),
            "description": str(words), "metadata": kind in PUBLIC, "type": "realtime",
            "keywords": "", "group": str(_("诉求")),
        }
        for kind, words in SERVICES.items()
    ]  # fmt: skip


def definition(code: str) -> dict[str, Any] | None:
    """The attributes of a service; None for a service without any."""
    if code not in PUBLIC:
        return None
    return {
        "service_code": code,
        "attributes": [
            {
                "variable": True, "code": CONSENT, "datatype": "singlevaluelist",
                "required": False, "datatype_description": str(_("不选就不公开")), "order": 1,
                "description": str(_("这件事可以列在公开的单子上吗？只列种类、社区和进度。")),
                "values": [
                    {"key": "1", "name": str(_("可以"))}, {"key": "0", "name": str(_("不可以"))},
                ],
            }
        ],
    }  # fmt: skip


def listed(
    *, since: datetime, until: datetime, code: str = "", is_open: bool | None = None,
    which: UUID | None = None,
) -> list[Listed]:  # fmt: skip
    """At most a thousand, the newest first; by the narrow function of the public role."""
    with door.as_public() as cursor:
        cursor.execute(
            "SELECT * FROM matters_listed(%s, %s, %s, %s, %s)",
            [which, code, since, until, is_open],
        )
        return [Listed(*row) for row in cursor.fetchall()]


def told(row: Listed) -> dict[str, Any]:
    """A request in the words of the specification."""
    days = (row.closed_on, row.answered_on, row.replied_on)
    last = next((day for day in days if day is not None), None)
    return {
        "service_request_id": str(row.id),
        "status": "open" if row.closed_on is None else "closed",
        "status_notes": str(MATTER.public_label(State(row.state))),
        "service_name": str(Kind(row.kind).label), "service_code": row.kind, "description": "",
        "agency_responsible": row.agency, "service_notice": "",
        "requested_datetime": _moment(row.received_at),
        "updated_datetime": max(_moment(row.received_at), _moment(last)),
        "expected_datetime": _moment(row.promised_on),
        "address": row.place or "", "address_id": str(row.place_id or ""), "zipcode": "",
        "lat": row.point[1] if row.point else None, "long": row.point[0] if row.point else None,
        "media_url": "",
    }  # fmt: skip


def _moment(at: datetime | date | None) -> str:
    """ISO 8601 with the zone, as the specification asks; empty for none."""
    if at is None:
        return ""
    moment = at if isinstance(at, datetime) else datetime.combine(at, time.min, tzinfo=SHANGHAI)
    return moment.astimezone(SHANGHAI).isoformat(timespec="seconds")


def written(form: str, root: str, rows: Any) -> str:
    """The body: a bare array in JSON, named elements in XML."""
    if form == JSON:
        return json.dumps(_plain(rows), ensure_ascii=False)
    top = Tree.Element(root)
    _fill(top, root, rows)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Tree.tostring(top, encoding="unicode")


def position(lat: str, long: str) -> tuple[float, float] | None:
    """East and north of a position that was said in WGS 84; None for what is none."""
    try:
        north, east = float(lat), float(long)
    except ValueError:
        return None
    return (east, north) if abs(north) <= 90 and abs(east) <= 180 else None


def _fill(element: Tree.Element, name: str, said: Any) -> None:
    if isinstance(said, list):
        for one in said:
            _fill(Tree.SubElement(element, ITEMS[name]), ITEMS[name], one)
    elif isinstance(said, dict):
        for key, value in said.items():
            _fill(Tree.SubElement(element, key), key, value)
    elif said is not None:
        element.text = ("true" if said else "false") if isinstance(said, bool) else str(said)


def _plain(said: Any) -> Any:
    """Flags stay flags in JSON; an empty text is null, as the specification allows."""
    if isinstance(said, list):
        return [_plain(one) for one in said]
    if isinstance(said, dict):
        return {key: _plain(value) for key, value in said.items()}
    return said
