"""May these sealed values be opened now, by whom and why? And who has looked at whose?"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import SHANGHAI, local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import sealing
from jingwei.kernel.privacy.models import Look
from jingwei.kernel.privacy.words import without_numbers
from jingwei.kernel.rulebook.queries import value_of

HOUSE: Final = "本系统规则"
FIELDS: Final = {
    "id_number": _("身份证号"), "phone": _("手机"), "landline": _("固定电话"),
    "address": _("家庭住址"),
}  # fmt: skip
REASONS: Final = {
    "transfer": _("办理组织关系转接"),
    "verify": _("与证件或档案核对"),
    "contact": _("联系本人"),
    "superior": _("按上级通知核查"),
    "other": _("其他，写在下面"),
}
EXPORT: Final = "export"
"""The reason of looks that an export of sealed columns leaves; nobody chooses it."""

OTHER: Final = "other"
WORDS: Final = 200
LOCK: Final = 0x4A57_0002


def reveal(
    *, person: Person, fields: Sequence[str], reason: str, words: str, by: Scope, at: datetime
) -> dict[str, str]:
    """Open sealed values of one file; the person concerned sees who did it, when and why.

    Raises: Refused 403 without the duty, 422 without a reason or past the day's number.
    """
    by.require(Duty.MEMBERS_REVEAL, person.org_path)
    wanted = [name for name in FIELDS if name in fields]
    _one_at_a_time(by)
    found = _findings(wanted, reason, words)
    most = int(value_of("reveal.per_day.most", local_day(at)))
    if looks_today(by, at) >= most:
        found.append(
            Finding(
                "privacy.reveal.quota", "今天已查看{n}次，到了上限；请明天再看或找上级。", HOUSE,
                {"n": most},
            )
        )  # fmt: skip
    if found:
        raise Refused(*found)
    write_look(person=person, fields=wanted, reason=reason, words=words, by=by, at=at)
    write_line(
        verb="privacy.reveal", by=by, at=at, org=person.org, subject=("person", person.public_id),
        facts={"fields": wanted, "reason_given": reason},
        values={"words": words} if words else None,
    )  # fmt: skip
    return {name: _open(person, name) for name in wanted}


def write_look(
    *, person: Person, fields: Sequence[str], reason: str, words: str, by: Scope, at: datetime
) -> Look:
    """Put one look on the list that the person concerned sees."""
    look = look_at(person, fields=fields, reason=reason, words=words, by=by, at=at)
    look.save(force_insert=True)
    return look


def look_at(
    person: Person, *, fields: Sequence[str], reason: str, words: str, by: Scope, at: datetime
) -> Look:
    """The same, not yet written: an export writes thousands at once. The words lie in the clear
    and so without numbers of people; whole they are sealed behind the ledger's line."""
    return Look(
        person=person, org_id=person.org_id, org_path=person.org_path, looked_at=at,
        account_id=by.account_id or 0, account_name=by.account_name, post=by.title, reason=reason,
        words=without_numbers(words)[:WORDS], fields=" ".join(fields),
    )  # fmt: skip


def looks_at(scope: Scope, person: Person, most: int = 200) -> list[Look]:
    """Who opened sealed values of a file, the last first; one query."""
    return list(Look.objects.within(scope).filter(person=person).order_by("-looked_at")[:most])


def looks_today(by: Scope, at: datetime) -> int:
    """How often this account looked since midnight, in whatever post; exports are not counted."""
    midnight = at.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Look.everything.filter(
        account_id=by.account_id or 0,
        looked_at__gte=midnight,
        looked_at__lt=midnight + timedelta(days=1),
    )
    return int(rows.exclude(reason=EXPORT).count())


def reason_words(look: Look) -> str:
    """The reason of a look for people."""
    said = str(_("导出名册") if look.reason == EXPORT else REASONS.get(look.reason, look.reason))
    return f"{said} {look.words}".strip() if look.words else said


def field_words(look: Look) -> str:
    return "、".join(str(FIELDS.get(name, name)) for name in look.fields.split())


def _findings(wanted: list[str], reason: str, words: str) -> list[Finding]:
    found = []
    if not wanted:
        found.append(Finding("privacy.reveal.fields", "还没有选看哪一项，请选一项。", HOUSE))
    if reason not in REASONS:
        found.append(
            Finding("privacy.reveal.reason", "请选一个事由，本人会看到。", HOUSE,
                    {"field": "reason"})
        )  # fmt: skip
    if reason == OTHER and not words.strip():
        found.append(
            Finding("privacy.reveal.words", "选了“其他”，请写明为什么要看。", HOUSE,
                    {"field": "words"})
        )  # fmt: skip
    return found


def _one_at_a_time(by: Scope) -> None:
    """Two windows of one account do not both take the last look of the day."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, by.account_id or 0])


def _open(person: Person, column: str) -> str:
    return sealing.unseal(getattr(person, column), column=f"person.{column}", row=person.public_id)
