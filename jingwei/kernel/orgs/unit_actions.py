"""How do units come, change and go? A unit is never without an organisation responsible for it."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from jingwei.kernel import names
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs import unit_rules
from jingwei.kernel.orgs.actions import lock_organisation, refuse
from jingwei.kernel.orgs.kinds import UnitKind
from jingwei.kernel.orgs.models import NamePart, Organisation, Unit
from jingwei.kernel.places.models import Division
from jingwei.kernel.ranges import closed, held
from jingwei.kernel.rulebook.codes import credit_code, phones

SAID = ("name", "kind", "code", "legacy_code", "division_id", "address", "phone", "headcount")
"""Columns of a unit that a person fills in."""


def open_unit(
    *,
    org: Organisation,
    name: str,
    kind: str,
    on: date,
    by: Scope,
    at: datetime,
    code: str = "",
    division: str = "",
    address: str = "",
    phone: str = "",
    headcount: int | None = None,
    is_demo: bool = False,
) -> Unit:
    """Put a unit on file, for which ``org`` is responsible by territory, covered or not.

    Raises: Refused in words; codes ``unit.*``.
    """
    by.require(Duty.ORGS_CHANGE, org.path)
    org = lock_organisation(org, None)
    unit = Unit(org=org, org_path=org.path, held=held(on), is_demo=is_demo)
    told = _told(name, kind, code, division, address, phone, headcount)
    refuse(
        [
            *_findings(told, unit, org),
            *unit_rules.opening_findings(on=on, today=local_day(at)),
        ]
    )
    _fill(unit, told, at)
    _save(unit)
    index_unit(unit)
    write_line(
        verb="orgs.unit.open", by=by, at=at, org=org, subject=("unit", unit.public_id),
        facts=_facts(unit) | {"from": on}, values=_values(unit),
    )  # fmt: skip
    return unit


def edit_unit(
    *,
    unit: Unit,
    name: str,
    kind: str,
    by: Scope,
    at: datetime,
    on: date | None = None,
    code: str = "",
    division: str = "",
    address: str = "",
    phone: str = "",
    headcount: int | None = None,
    version: int | None = None,
) -> Unit:
    """Change what is on file about a unit; a new name is so from ``on`` (today if not said)."""
    by.require(Duty.ORGS_CHANGE, unit.org_path)
    unit = lock_unit(unit, version)
    told = _told(name, kind, code, division, address, phone, headcount)
    same = all(getattr(unit, column) == value for column, value in told.items())
    day = on or local_day(at)
    refuse(
        [
            *unit_rules.change_findings(is_open=unit.held.upper is None, same=same),
            *_findings(told, unit, unit.org),
            *unit_rules.editing_findings(on=day, today=local_day(at), since=unit.held.lower),
        ]
    )
    before = {column: getattr(unit, column) for column in ("name", "kind", "code")}
    old_values = _values(unit)
    _fill(unit, told, at)
    _save(unit)
    index_unit(unit)
    verb = "orgs.unit.rename" if before["name"] != unit.name else "orgs.unit.edit"
    write_line(
        verb=verb, by=by, at=at, org=unit.org, subject=("unit", unit.public_id),
        facts=_facts(unit) | {"before": before, "from": day},
        values=_values(unit) | {"before": old_values},
    )  # fmt: skip
    return unit


def close_unit(
    *, unit: Unit, on: date, basis: str, by: Scope, at: datetime, version: int | None = None
) -> Unit:
    """A unit is gone: deregistered, finished or merged. It stays on file and in history."""
    by.require(Duty.ORGS_CHANGE, unit.org_path)
    unit = lock_unit(unit, version)
    refuse(
        unit_rules.closing_findings(
            on=on, today=local_day(at), is_open=unit.held.upper is None, since=unit.held.lower,
            organisations=Organisation.everything.filter(unit=unit, held__endswith=None).count(),
            basis=basis,
        )
    )  # fmt: skip
    unit.held = closed(unit.held, on)
    unit.updated_at = at
    _save(unit)
    write_line(
        verb="orgs.unit.close", by=by, at=at, org=unit.org, subject=("unit", unit.public_id),
        facts={"name": unit.name, "from": on, "basis": basis},
    )  # fmt: skip
    return unit


def entrust_unit(
    *,
    unit: Unit,
    org: Organisation,
    on: date,
    basis: str,
    by: Scope,
    at: datetime,
    version: int | None = None,
) -> Unit:
    """Another organisation becomes responsible for a unit; the acting post stands above both."""
    by.require(Duty.ORGS_CHANGE, unit.org_path)
    by.require(Duty.ORGS_CHANGE, org.path)
    unit, org = lock_unit(unit, version), lock_organisation(org, None)
    former = unit.org
    refuse(
        unit_rules.entrusting_findings(
            on=on, today=local_day(at), is_open=unit.held.upper is None, org_open=org.is_open,
            same=former.pk == org.pk, basis=basis,
        )
    )  # fmt: skip
    unit.org, unit.org_path = org, org.path
    unit.updated_at = at
    _save(unit)
    index_unit(unit)
    write_line(
        verb="orgs.unit.entrust", by=by, at=at, org=org, subject=("unit", unit.public_id),
        facts={"name": unit.name, "former": former.code, "former_name": former.name,
               "org": org.code, "org_name": org.name, "from": on, "basis": basis},
    )  # fmt: skip
    return unit


def lock_unit(unit: Unit, version: int | None) -> Unit:
    """The row as it is now, locked.

    Raises: Refused 409 where it changed since ``version`` was shown.
    """
    row: Unit | None = (
        Unit.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org").filter(pk=unit.pk).first()
    )  # fmt: skip
    if row is None or (version is not None and row.version != version):
        raise Refused(
            Finding("version.changed", "这个单位刚被别人改过，请看过现在的内容再改一次。")
        )
    return row


def index_unit(unit: Unit) -> None:
    """Write the searchable parts of a unit's name and code anew."""
    NamePart.everything.filter(unit=unit).delete()
    said = {*names.parts(unit.name), *((unit.code,) if unit.code else ())}
    NamePart.everything.bulk_create(
        NamePart(org=unit.org, org_path=unit.org_path, unit=unit, part=part)
        for part in sorted(said)
    )


def _told(
    name: str, kind: str, code: str, division: str, address: str, phone: str, headcount: int | None
) -> dict[str, Any]:
    """What a person filled in, in the form in which it is kept."""
    plain = credit_code.normal(code)
    is_legacy = credit_code.verdict_of(plain) == credit_code.Verdict.LEGACY if plain else False
    return {
        "name": name.strip(), "kind": kind, "code": None if is_legacy or not plain else plain,
        "legacy_code": plain if is_legacy else "", "division_id": division or None,
        "address": address.strip(), "phone": phones.normal(phone), "headcount": headcount,
    }  # fmt: skip


def _findings(told: dict[str, Any], unit: Unit, org: Organisation) -> list[Finding]:
    code, phone = told["code"], told["phone"]
    seen = unit_rules.UnitSeen(
        name=told["name"], kind_known=told["kind"] in UnitKind.values, code=code or "",
        code_taken=bool(code)
        and Unit.everything.filter(code=code).exclude(pk=unit.pk).exists(),
        org_open=org.is_open, address=told["address"], headcount=told["headcount"],
        phone_ok=not phone or phones.is_mobile(phone) or phones.landline(phone) is not None,
        division_known=told["division_id"] is None
        or Division.objects.filter(code=told["division_id"], held__endswith=None).exists(),
    )  # fmt: skip
    return unit_rules.unit_findings(seen)


def _fill(unit: Unit, told: dict[str, Any], at: datetime) -> None:
    for column in SAID:
        setattr(unit, column, told[column])
    unit.pinyin, unit.initials = names.pinyin(unit.name), names.initials(unit.name)
    unit.updated_at = at


def _save(unit: Unit) -> None:
    is_new = unit.pk is None
    if not is_new:
        unit.version = F("version") + 1
    try:
        with transaction.atomic():
            unit.save(force_insert=is_new, force_update=not is_new)
    except IntegrityError as taken:
        if not unit.code:
            raise
        # Row security hides the neighbours' units; only the key of the table knows their codes.
        raise Refused(unit_rules.code_taken()) from taken
    unit.refresh_from_db(fields=["version"])


def _facts(unit: Unit) -> dict[str, Any]:
    return {
        "name": unit.name, "kind": unit.kind, "code": unit.code, "division": unit.division_id,
        "headcount": unit.headcount,
    }  # fmt: skip


def _values(unit: Unit) -> dict[str, Any]:
    return {"address": unit.address, "phone": unit.phone}
