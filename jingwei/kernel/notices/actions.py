"""How is somebody told something, once, and how does it get read or taken back?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.notices import rules
from jingwei.kernel.notices.models import Delivery, Notice
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.kernel.register import register


@dataclass(frozen=True)
class To:
    """One recipient: a person, or whoever holds ``duty`` at ``org``; and the words for them."""

    person: Person | None = None
    org: Organisation | None = None
    duty: Duty | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    url: str = ""

    @property
    def place(self) -> tuple[int, str]:
        """Whose row the notice is."""
        if self.person is not None:
            return self.person.org_id, self.person.org_path
        if self.org is None or self.duty is None:
            raise ValueError("a notice goes to a person, or to a duty at an organisation")
        return self.org.pk, self.org.path


def send_notices(
    *, kind: str, key: str, to: Iterable[To], title: str, body: str = "", by: Scope, at: datetime,
    shows_on: date | None = None, due_on: date | None = None,
) -> list[Notice]:  # fmt: skip
    """Tell each recipient once; those who were told before under the same key are left out, unless
    it was taken back since.

    ``title`` and ``body`` may have places (``{name}``), filled from each recipient's own words.
    ``shows_on`` later than today makes it a reminder. One ledger line for all of them.
    Raises: Refused; KeyError for a kind nobody declared or a place without a word.
    """
    register().notice_kinds[kind]
    recipients = list(to)
    rows = [
        _notice(one, kind, key, title, body, by=by, at=at, shows_on=shows_on, due_on=due_on)
        for one in recipients
    ]
    found = [finding for row in rows for finding in rules.notice_findings(row.title, row.body)]
    if found:
        raise Refused(*dict.fromkeys(found))
    fresh = _unsaid(rows)
    if not fresh:
        return []
    Notice.everything.bulk_create(fresh)
    _hand_over(fresh, at)
    org = Organisation.everything.filter(pk=fresh[0].org_id).first()
    write_line(
        verb="notices.notice.send", by=by, at=at, org=org, subject=("notice", fresh[0].public_id),
        facts={"kind": kind, "count": len(fresh), "key": key},
    )  # fmt: skip
    return fresh


def remind(*, on: date, **said: Any) -> list[Notice]:
    """The same, to be seen from a day on."""
    return send_notices(shows_on=on, **said)


def withdraw_notices(
    *, kind: str, key: str, by: Scope, at: datetime, also_read: bool = False
) -> int:
    """What was told about a matter that is done is put away; how many. What was read stays with
    its reader, unless it may be seen no more (``also_read``)."""
    rows = Notice.everything.filter(kind=kind, key=key, withdrawn_at=None)
    if not also_read:
        rows = rows.filter(read_at=None)
    taken = list(rows.select_for_update().select_related("org"))
    if not taken:
        return 0
    Notice.everything.filter(pk__in=[row.pk for row in taken]).update(withdrawn_at=at)
    Delivery.objects.filter(
        notice__in=[row.pk for row in taken], state=Delivery.State.WAITING
    ).update(state=Delivery.State.DROPPED)
    write_line(
        verb="notices.notice.withdraw", by=by, at=at, org=taken[0].org,
        subject=("notice", taken[0].public_id),
        facts={"kind": kind, "count": len(taken), "key": key},
    )  # fmt: skip
    return len(taken)


def read_notice(*, notice: Notice, by: Scope, at: datetime, oneself: int | None = None) -> Notice:
    """Who was told has read it. ``oneself``: the person on whose own behalf this is said.

    Raises: Refused 422 where it is not the own notice, or was read before.
    """
    row: Notice = Notice.everything.select_for_update(of=("self",)).get(pk=notice.pk)
    is_own = is_for(row, by) if oneself is None else row.person_id == oneself
    found = rules.reading_findings(is_own=is_own, is_read=row.read_at is not None)
    if found:
        raise Refused(*found)
    row.read_at, row.read_by_id = at, by.account_id
    row.save(update_fields=["read_at", "read_by"])
    write_line(
        verb="notices.notice.read", by=by, at=at, org=row.org, subject=("notice", row.public_id),
        facts={"kind": row.kind, "key": row.key},
    )  # fmt: skip
    return row


def is_for(notice: Notice, by: Scope) -> bool:
    """Is it told to this post: its own organisation and one of its duties?"""
    return (
        notice.person_id is None
        and notice.org_id == by.org_id
        and any(notice.duty == duty.value for duty in by.duties)
    )


def _notice(
    one: To, kind: str, key: str, title: str, body: str, *, by: Scope, at: datetime,
    shows_on: date | None, due_on: date | None,
) -> Notice:  # fmt: skip
    org_id, org_path = one.place
    return Notice(
        org_id=org_id, org_path=org_path, person=one.person,
        duty="" if one.person is not None or one.duty is None else one.duty.value,
        kind=kind, key=key, title=rules.written(title, one.words),
        body=rules.written(body, one.words), url=one.url, made_at=at,
        shows_on=shows_on or local_day(at), due_on=due_on, cause=by.cause,
    )  # fmt: skip


def _unsaid(rows: Sequence[Notice]) -> list[Notice]:
    """Those whose recipient was not told yet, and each recipient once."""
    if not rows:
        return []
    said = Notice.everything.filter(kind=rows[0].kind, key=rows[0].key, withdrawn_at=None)
    told = set(said.values_list("person_id", "org_id", "duty"))
    fresh = []
    for row in rows:
        whose = (row.person_id, row.org_id, row.duty)
        # A person who moved to another branch is the same person.
        seen = any(row.person_id and one[0] == row.person_id for one in told)
        if whose not in told and not seen:
            told.add(whose)
            fresh.append(row)
    return fresh


def _hand_over(rows: Sequence[Notice], at: datetime) -> None:
    """Notices to people also go by the channels that this installation has."""
    channels = [one for one in register().notice_channels.values() if one.is_on()]
    Delivery.objects.bulk_create(
        Delivery(notice=row, channel=channel.name, next_at=at)
        for row in rows
        if row.person_id is not None
        for channel in channels
    )
