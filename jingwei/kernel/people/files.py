"""How does a row of a person become what a rule looks at, and back? Sealed values included."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.people.belonging_rules import Standing
from jingwei.kernel.people.correction_rules import number_taken
from jingwei.kernel.people.kinds import Home
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.people.rules import HOUSE, Details, Known
from jingwei.kernel.privacy import sealing
from jingwei.kernel.rulebook.codes import identity, phones
from jingwei.kernel.rulebook.codes.identity import Identity
from jingwei.kernel.rulebook.codes.text import visible

log = logging.getLogger("jingwei.privacy")

PLAIN = (
    "name", "sex", "ethnicity", "education", "degree", "native_place", "work_post", "unit_title",
    "floating_to",
)  # fmt: skip
DAYS = {"birth": "birth", "joined": "joined", "full": "full", "lost": "lost"}
"""Field of ``Details`` -> beginning of the columns ``birth_on`` and ``birth_precision``."""

SEALED = ("phone", "landline", "address")
COLUMNS = {"lost": "lost_since"}
ALIKE_SHOWN = 3
TRIES_A_DAY = 50  # house rule: more numbers that are on file elsewhere are not typed by accident


def column_of(field: str) -> str:
    """The column that holds a field of ``Details``."""
    return COLUMNS.get(field, f"{field}_on" if field in DAYS else field)


def details_of(person: Person, *, sealed: bool = True) -> Details:
    """The file as a rule sees it; without ``sealed`` the sealed values stay closed and empty."""
    found: dict[str, Any] = {name: getattr(person, name) for name in PLAIN}
    found |= {field: known(person, field) for field in DAYS}
    if sealed:
        found |= {name: unsealed(person, name) for name in SEALED}
    return Details(**found)


def known(person: Person, field: str) -> Known | None:
    """A day of the file with its precision."""
    day = getattr(person, column_of(field))
    return Known(day, getattr(person, f"{field}_precision")) if day else None


def unsealed(person: Person, column: str) -> str:
    """The text behind a sealed column of the file."""
    return sealing.unseal(getattr(person, column), column=f"person.{column}", row=person.public_id)


def identity_of(person: Person, today: date) -> Identity | None:
    """What the file's ID number says; None where there is none or it never held."""
    number = unsealed(person, "id_number")
    read = identity.read(number, today=today) if number else None
    return read if isinstance(read, Identity) else None


def tidy(details: Details) -> Details:
    """What was typed, in the form in which it is kept; nothing is guessed."""
    text: dict[str, Any] = {
        name: " ".join(visible(getattr(details, name)).split())
        for name in ("name", "native_place", "work_post", "unit_title", "address", "floating_to")
    }
    landline = phones.landline(phones.normal(details.landline)) if details.landline else ""
    return replace(
        details,
        **text,
        phone=phones.normal(details.phone) if details.phone else "",
        landline=landline or details.landline.strip(),
    )


def write_details(person: Person, details: Details, fields: Iterable[str]) -> list[str]:
    """Put ``fields`` of ``details`` into the row; returns the columns to save."""
    columns: list[str] = []
    for field in fields:
        value = getattr(details, field)
        if field in DAYS:
            setattr(person, column_of(field), value.day if value else None)
            setattr(person, f"{field}_precision", value.precision if value else "d")
            columns += [column_of(field), f"{field}_precision"]
        elif field in SEALED:
            columns += _write_sealed(person, field, value)
        else:
            setattr(person, field, value)
            columns.append(field)
    if "name" in columns:
        person.name_sort = names.sort_key(person.name)
        person.pinyin = names.pinyin(person.name)
        person.initials = names.initials(person.name)
        columns += ["name_sort", "pinyin", "initials"]
    return columns


def _write_sealed(person: Person, column: str, value: str) -> list[str]:
    name = f"person.{column}"
    sealed = sealing.seal(value, column=name, row=person.public_id) if value else None
    setattr(person, column, sealed)
    setattr(person, f"{column}_index", sealing.index(value, column=name))
    columns = [column, f"{column}_index"]
    if column == "phone":
        person.phone_tail = value[-4:]
        columns.append("phone_tail")
    return columns


def write_number(person: Person, number: str) -> list[str]:
    """Put an ID number (empty: none) into the row; returns the columns to save."""
    person.id_number = (
        sealing.seal(number, column="person.id_number", row=person.public_id) if number else None
    )
    person.id_index = number_index(number)
    person.id_tail = number[-4:]
    return ["id_number", "id_index", "id_tail"]


def number_index(number: str) -> bytes | None:
    return sealing.index(identity.normal(number), column="person.id_number")


def number_is_taken(number: str, *, person: Person | None, by: Scope, at: datetime) -> bool:
    """Is there another file with this ID number, in sight or elsewhere?

    Every answer "elsewhere" is logged with the account, never with the number.

    Raises: Refused where one account asks after too many numbers in a day.
    """
    index = number_index(number)
    here = Person.everything.filter(id_index=index)
    if person is not None:
        here = here.exclude(pk=person.pk)
    if here.exists():
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM on_file_elsewhere(%s)", [[index]])
        (elsewhere,) = cursor.fetchone()
    if elsewhere:
        _count_probe(by, at)
    return bool(elsewhere)


def branches_of_alike(details: Details, by: Scope) -> list[str]:
    """The branches of files in sight with this name and this birth, at most three; one query."""
    if details.birth is None:
        return []
    alike = Person.objects.within(by).filter(
        name_sort=names.sort_key(details.name), merged_into=None,
        birth_on__range=(details.birth.first, details.birth.last),
    )  # fmt: skip
    return list(alike.order_by("id").values_list("org__name", flat=True)[:ALIKE_SHOWN])


def _count_probe(by: Scope, at: datetime) -> None:
    """A refusal is rolled back and leaves no line, so the log of the program keeps this one."""
    log.warning("on_file_elsewhere account=%s request=%s", by.account_id, by.request_id)
    key = f"jw:elsewhere:{by.account_id}:{local_day(at)}"
    cache.add(key, 0, 86_400)
    if cache.incr(key) > TRIES_A_DAY:
        raise Refused(Finding("people.id.too_many", "今天查重的号码太多了，请明天再登记。", HOUSE))


def lock_person(person: Person, version: int | None = None) -> Person:
    """The row as it is now, locked.

    Raises: Refused 409 where it changed since ``version`` was shown.
    """
    row: Person = Person.everything.select_for_update(of=("self",)).get(pk=person.pk)
    if version is not None and row.version != version:
        raise Refused(
            Finding("version.changed", "这份档案刚被别人改过，请看过现在的内容再改一次。")
        )
    return row


def save_person(person: Person, at: datetime, *columns: str) -> None:
    """Save columns and count the version up.

    Raises: Refused where another file took the ID number in this very moment.
    """
    person.updated_at = at
    person.version = F("version") + 1
    try:
        with transaction.atomic():
            person.save(update_fields=[*columns, "updated_at", "version"])
    except IntegrityError as error:
        raise _as_refusal(error) from None
    person.refresh_from_db(fields=["version"])


def insert_person(person: Person) -> None:
    """The same for a new file."""
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise _as_refusal(error) from None


def _as_refusal(error: IntegrityError) -> Exception:
    """The database names the value and the row; people are told neither."""
    return Refused(number_taken()) if "one_file_for_an_id_number" in str(error) else error


def home_of(person: Person) -> Membership | None:
    """The open stretch of belonging that says where the member is at home; locked."""
    found: Membership | None = (
        Membership.everything.select_for_update(of=("self",))
        .filter(person=person, kind=Home.HOME, held__endswith=None)
        .first()
    )
    return found


def standing_of(person: Person, home: Membership | None) -> Standing:
    """What the rules of belonging look at."""
    return Standing(
        since=home.held.lower if home else None,
        category=home.category if home else "",
        state=home.state if home else "",
        merged=person.merged_into_id is not None,
        joined=known(person, "joined"),
    )


def told(details: Details, fields: Iterable[str]) -> dict[str, Any]:
    """Values for a ledger line's erasable detail; ``1985-07`` where no more of a day is known."""
    found: dict[str, Any] = {}
    for field in fields:
        value = getattr(details, field)
        if isinstance(value, Known):
            value = value.day.isoformat()[: {"y": 4, "m": 7}.get(value.precision, 10)]
        found[field] = value or ""
    return found


def refuse(found: list[Finding]) -> None:
    """Raises: Refused, with every reason at once, where there is one."""
    if found:
        raise Refused(*found)
