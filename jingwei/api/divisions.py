"""Administrative divisions by the API: by code, by name, below one; the same for all."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from jingwei.api.core import SAYS_NO, scope_of
from jingwei.api.schemas import Code, Day, Name
from jingwei.api.wire import is_plain
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.places import queries
from jingwei.kernel.places.models import Division
from jingwei.kernel.rulebook.codes import divisions

router = Router(tags=["divisions"])


class DivisionOut(Schema):
    code: str
    name: str
    level: int
    parent: str
    urban_rural: str
    since: date | None
    until: date | None


class WholeDivisionOut(DivisionOut):
    path: list[str]


class DivisionListing(Schema):
    """By ``name``, within ``below`` where it is said; or all directly below ``below``."""

    name: Name = ""
    below: Code = ""
    on: Day | None = None


def told(division: Division) -> dict[str, Any]:
    return {
        "code": division.code, "name": division.name, "level": division.level,
        "parent": division.parent_code, "urban_rural": division.urban_rural,
        "since": division.held.lower, "until": division.held.upper,
    }  # fmt: skip


def division_of(code: str) -> Division:
    found = queries.division(code) if is_plain(code) else None
    if found is None:
        raise Http404
    return found


@router.get("", response={200: list[DivisionOut], **SAYS_NO})
def list_divisions(request: HttpRequest, said: Query[DivisionListing]) -> Any:
    """Divisions in force on a day, today if none is said."""
    scope_of(request, Duty.ORGS_SEE)
    on = said.on or timezone.localdate()
    if said.below and not divisions.normal(said.below):
        raise Refused(Finding("division.code", "区划代码有2、4、6、9或12位数字，请核对。"))
    if said.name.strip():
        found = queries.divisions_named(said.name, on, below=said.below)
    else:
        found = queries.children(divisions.normal(said.below) or "", on)
    return [told(division) for division in found]


@router.get("/{code}", response={200: WholeDivisionOut, **SAYS_NO})
def get_division(request: HttpRequest, code: str) -> Any:
    """One division by its code of 2, 4, 6, 9 or 12 digits, with the codes above it."""
    scope_of(request, Duty.ORGS_SEE)
    division = division_of(code)
    return told(division) | {"path": [one.code for one in queries.path_of(division.code)]}
