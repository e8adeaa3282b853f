"""How does a matter go to the petition system, out of sight of those whom it is about?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows import spans
from jingwei.kernel.flows.actions import lock_subject, take_step
from jingwei.kernel.flows.clocks import span_of
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.orgs.queries import organisation, superiors
from jingwei.kernel.rulebook.calendar_queries import days
from jingwei.work.matters import rules
from jingwei.work.matters.actions import require_hands
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import State
from jingwei.work.matters.models import Matter, Petition

STEP = "redirect"


@dataclass(frozen=True)
class Handed:
    """What is said when a matter is handed over. ``accused`` is a code of an organisation in sight
    or above, empty where no Party organisation is meant; ``next_door`` is for the asker."""

    body: str
    what: str
    basis: str
    next_door: str
    accused: str = ""


@dataclass(frozen=True)
class Accused:
    """The organisation that a petition is about; its row may be out of sight."""

    id: int
    code: str
    name: str
    path: str


def line_of(matter: Matter, on: date) -> list[Accused]:
    """The taker and all above it: whom somebody at its window may be speaking of."""
    org = matter.org
    above = [Accused(one.id, one.code, one.name, one.path) for one in superiors(org, on)]
    return [*above, Accused(org.pk, org.code, str(org), org.path)]


def _accused(matter: Matter, code: str, by: Scope, on: date) -> Accused | None:
    found: Organisation | None = organisation(by, code)
    if found is not None:
        return Accused(found.pk, found.code, str(found), found.path)
    return next((one for one in line_of(matter, on) if one.code == code), None)


def petition_of(matter: Matter) -> Petition | None:
    found: Petition | None = Petition.objects.filter(matter=matter).first()
    return found


def hand_over(
    *, matter: Matter, told: Handed, local: Mapping[str, Any] | None = None, by: Scope, at: datetime
) -> bool:
    """Hand a matter to the petition system; the asker reads to whom and on which basis.
    ``local``: answers to the local checklists of this step.

    Everybody of the accused organisation and below loses sight of it with the end of this act, by
    policies of the database. Gives whether that is true of ``by`` too. Raises: Refused.
    """
    require_hands(matter, by)
    today = local_day(at)
    with transaction.atomic():
        row = lock_subject(MATTER, matter)
        code = told.accused.strip()
        accused = _accused(row, code, by, today) if code else None
        found = rules.hand_findings(
            may_redirect=row.state in (State.RECEIVED, State.ACCEPTED), body=told.body,
            what=told.what, basis=told.basis, next_door=told.next_door,
            is_known=not code or accused is not None, is_handed=petition_of(row) is not None,
        )  # fmt: skip
        if found:
            raise Refused(*found)
        kept = Petition.objects.create(
            matter=row, body=told.body.strip()[:120], what=told.what.strip()[:200],
            basis=told.basis.strip()[:200], handed_on=today, tell_by=_tell_by(today),
        )  # fmt: skip
        write_line(
            verb="matters.petition.hand", by=by, at=at, org=row.org,
            subject=("matter", row.public_id),
            facts={
                "accused": accused.code if accused else "", "tell_by": kept.tell_by,
                "order": row.outside_no,
            },
            values={"to": kept.body, "what": kept.what},
        )  # fmt: skip
        said = {"body": kept.body, "basis": kept.basis, "next_door": told.next_door.strip()}
        said = {**(local or {}), **said}
        take_step(flow=MATTER, subject=row, verb=STEP, said=said, by=by, at=at)
        if accused is None:
            return False
        # The last word of this act: whoever is shut out could write nothing more about it.
        with connection.cursor() as cursor:
            cursor.execute("SELECT petition_about(%s, %s)", [kept.pk, accused.id])
        return paths.holds(accused.path, by.path)


def _tell_by(on: date) -> date:
    span, _source = span_of("petition.tell.days", on)
    return spans.term(on, span, days=days()).last


def note_receipt(
    *, petition: Petition, number: str, on: date | None, by: Scope, at: datetime
) -> Petition:
    """Note the receipt of the petition office; the asker reads its number. Raises: Refused."""
    rows: Any = Petition.objects.select_for_update(of=("self",)).select_related("matter__org")
    row: Petition = rows.get(pk=petition.pk)
    require_hands(row.matter, by)
    found = rules.their_receipt_findings(
        number=number, on=on, handed_on=row.handed_on, today=local_day(at),
        is_noted=bool(row.their_no),
    )  # fmt: skip
    if found:
        raise Refused(*found)
    row.their_no, row.their_on = number.strip()[:60], on
    row.save(update_fields=["their_no", "their_on"])
    write_line(
        verb="matters.petition.receipt", by=by, at=at, org=row.matter.org,
        subject=("matter", row.matter.public_id), facts={"on": on},
        values={"number": row.their_no},
    )  # fmt: skip
    return row
