"""How is an application written down, and how are an applicant's details put right?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from jingwei.kernel import names
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows.actions import begin_case
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.actions import lock_organisation
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people import belonging_rules, files
from jingwei.kernel.people import rules as people_rules
from jingwei.kernel.people.rules import Details, Known
from jingwei.kernel.rulebook.codes import identity, phones
from jingwei.kernel.rulebook.codes.identity import Identity
from jingwei.work.membership.development import rules
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.kinds import BEFORE_ADMISSION, ENDS, Politics
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.sealed import index_of, write_sealed

CHANGED = Finding("version.changed", "这一页刚被别人改过，请看过现在的内容再改一次。")
TAKEN = Finding(
    "development.taken", "这个号码已有在办的申请或党员档案，请先核对。", rules.HOUSE,
    {"field": "id_number"},
)  # fmt: skip
PLAIN = (
    "name", "sex", "ethnicity", "birth_on", "education", "degree", "politics", "native_place",
    "background", "work_post", "unit_title", "league_on", "worked_on", "is_talent",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What is typed of an applicant. Number, phone and address: empty leaves what is there."""

    name: str
    sex: str = "0"
    ethnicity: str = ""
    birth_on: date | None = None
    education: str = ""
    degree: str = ""
    politics: str = ""
    native_place: str = ""
    background: str = ""
    work_post: str = ""
    unit_title: str = ""
    league_on: date | None = None
    worked_on: date | None = None
    is_talent: bool = False
    id_number: str = ""
    phone: str = ""
    address: str = ""


def register_applicant(
    *, org: Organisation, told: Told, applied_on: date | None, by: Scope, at: datetime,
    is_demo: bool = False,
) -> Development:  # fmt: skip
    """Write an application down and begin its case.

    Raises: Refused with every finding at once; codes ``development.*`` and ``people.*``.
    """
    by.require(Duty.MEMBERS_CHANGE, org.path)
    org, today = lock_organisation(org, None), local_day(at)
    told = _tidy(told, today)
    found = rules.applicant_findings(
        name=told.name, applied_on=applied_on, born=told.birth_on, today=today
    )
    found += belonging_rules.home_findings(
        kind=org.kind, is_open=org.is_open, founded=org.held.lower, on=applied_on or today
    )
    found += _findings(told, today)
    if told.id_number and _is_taken(told.id_number, None, by, at):
        found.append(TAKEN)
    _refuse(found)
    row = Development(
        org=org, org_path=org.path, applied_on=applied_on or today, is_demo=is_demo, updated_at=at,
        rule_note=DEVELOPMENT.rules_on(today).code,
    )  # fmt: skip
    _write(row, told)
    _save_new(row)
    begin_case(
        flow=DEVELOPMENT, subject=row, verb="apply",
        said={"on": applied_on.isoformat() if applied_on else ""}, by=by, at=at,
    )  # fmt: skip
    return row


def correct_applicant(
    *, row: Development, told: Told, by: Scope, at: datetime, version: int | None = None
) -> Development:
    """Put right what stands of an applicant; after admission the member's file is corrected."""
    by.require(Duty.MEMBERS_CHANGE, row.org_path)
    locked: Development = (
        Development.everything.select_for_update(of=("self",)).select_related("org").get(pk=row.pk)
    )
    by.require(Duty.MEMBERS_CHANGE, locked.org_path)
    if version is not None and locked.version != version:
        raise Refused(CHANGED)
    today = local_day(at)
    told = _tidy(told, today)
    found = [] if locked.state in BEFORE_ADMISSION else [_not_here()]
    found += rules.applicant_findings(
        name=told.name, applied_on=locked.applied_on, born=told.birth_on, today=today
    )
    found += _findings(told, today)
    if told.id_number and _is_taken(told.id_number, locked, by, at):
        found.append(TAKEN)
    _refuse(found)
    before = {name: getattr(locked, name) for name in PLAIN}
    columns = _write(locked, told)
    changed = [name for name in PLAIN if before[name] != getattr(locked, name)]
    changed += [name for name in ("id_number", "phone", "address") if getattr(told, name)]
    if not changed:
        return locked
    locked.updated_at, locked.version = at, F("version") + 1
    locked.save(update_fields=[*columns, "updated_at", "version"])
    locked.refresh_from_db(fields=["version"])
    write_line(
        verb="membership.development.correct", by=by, at=at, org=locked.org,
        subject=("development", locked.public_id), facts={"fields": changed},
        values={"before": {k: str(before[k]) for k in changed if k in before},
                "after": {k: str(getattr(told, k)) for k in changed}},
    )  # fmt: skip
    return locked


def _not_here() -> Finding:
    return Finding("development.admitted", "已经有党员档案，请到党员档案里改。", rules.HOUSE)


def _tidy(told: Told, today: date) -> Told:
    """As it is kept; birth and sex from the number where nobody said them."""
    data: dict[str, Any] = {
        name: " ".join(value.split()) if isinstance(value, str) else value
        for name, value in ((n, getattr(told, n)) for n in Told.__dataclass_fields__)
    }
    data["id_number"] = identity.normal(told.id_number)
    data["phone"] = phones.normal(told.phone) if told.phone else ""
    read = identity.read(data["id_number"], today=today) if data["id_number"] else None
    if isinstance(read, Identity):
        data["birth_on"] = data["birth_on"] or read.born
        if data["sex"] not in people_rules.SEXES:
            data["sex"] = read.sex
    return Told(**data)


def _findings(told: Told, today: date) -> list[Finding]:
    """What a member's file would refuse is refused here already."""
    found = people_rules.number_findings(told.id_number, today) if told.id_number else []
    read = identity.read(told.id_number, today=today) if told.id_number else None
    known = read if isinstance(read, Identity) else None
    details = Details(
        name=told.name or "-", sex=told.sex or "0", ethnicity=told.ethnicity,
        birth=Known(told.birth_on) if told.birth_on else None, education=told.education,
        degree=told.degree, native_place=told.native_place, work_post=told.work_post,
        unit_title=told.unit_title, phone=told.phone, address=told.address,
    )  # fmt: skip
    found += people_rules.details_findings(details, category="full", number=known, today=today)
    if told.politics and told.politics not in Politics.values:
        found.append(
            Finding("people.code.unknown", "这一项不在代码表里，请从列表中选。", "GB/T 4762-1984",
                    {"field": "politics"})
        )  # fmt: skip
    for field in ("league_on", "worked_on"):
        if (day := getattr(told, field)) and day > today:
            found.append(
                Finding("people.date.future", "日期晚于今天，请改成今天或更早。", rules.HOUSE,
                        {"field": field})
            )  # fmt: skip
    return found


def _is_taken(number: str, row: Development | None, by: Scope, at: datetime) -> bool:
    """Another open application or a member's file has this number, in sight or elsewhere."""
    others = Development.everything.filter(id_index=index_of(number)).exclude(state__in=ENDS)
    if row is not None:
        others = others.exclude(pk=row.pk)
    return others.exists() or files.number_is_taken(number, person=None, by=by, at=at)


def _write(row: Development, told: Told) -> list[str]:
    for name in PLAIN:
        setattr(row, name, getattr(told, name))
    row.sex = row.sex or "0"
    row.name_sort = names.sort_key(row.name)
    sealed = write_sealed(row, number=told.id_number, phone=told.phone, address=told.address)
    return [*PLAIN, "name_sort", *sealed]


def _save_new(row: Development) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "one_way_at_a_time" in str(error):
            raise Refused(TAKEN) from None
        raise


def _refuse(found: list[Finding]) -> None:
    if found:
        raise Refused(*found)
