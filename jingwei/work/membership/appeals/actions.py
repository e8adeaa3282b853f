"""How does a member appeal, add something, and take an appeal back?"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.flows.parts import Who
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.files import refuse
from jingwei.kernel.people.own import on_own_behalf, own_person
from jingwei.work.membership.appeals import decisions, rules
from jingwei.work.membership.appeals.decisions import Decision
from jingwei.work.membership.appeals.flows import APPEAL
from jingwei.work.membership.appeals.models import Appeal

OWN_STEPS = frozenset(one.verb for one in APPEAL.steps if one.duty is Who.ONESELF and not one.opens)


def make_appeal(*, oneself: Scope, decision: Decision, said: str, at: datetime) -> Appeal:
    """我要申诉: written at the organisation above whoever decided. Enter it inside
    ``acting(oneself)``. Raises: Refused."""
    refuse(rules.words_findings(said))
    home = own_person(oneself)
    assert home is not None  # noqa: S101 - there are own decisions
    with on_own_behalf(oneself, decisions.above(decision.place)) as (wide, person):
        by = replace(wide, person_id=person.pk)
        orgs = Organisation.everything.in_bulk([wide.path, decision.place], field_name="path")
        to, decided = orgs[wide.path], orgs[decision.place]
        row = Appeal(
            org=to, org_path=to.path, person=person, name=person.name, home_name=str(home.org),
            flow=decision.flow, subject=decision.subject, number=decision.number,
            verb=decision.verb, decided=decided, decided_name=str(decided),
            decided_by_id=decision.by, decided_on=decision.on, host=to, host_path=to.path,
            host_name=str(to), asked_on=local_day(at),
        )  # fmt: skip
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            if "one_appeal_at_a_time" not in str(error):
                raise
            raise Refused(rules.UNDER_WAY) from None
        begin_case(
            flow=APPEAL, subject=row, verb="appeal", said={"said": said.strip()}, by=by, at=at
        )
        return row


def own_step(
    *, oneself: Scope, public_id: UUID, verb: str, said: Mapping[str, Any], at: datetime
) -> Appeal:
    """The member's own step: add something, take it back. Raises: Refused; Appeal.DoesNotExist
    for what is not one's own."""
    with _at(oneself, public_id) as (by, row):
        take_step(flow=APPEAL, subject=row, verb=verb, said=said, by=by, at=at)
        row.refresh_from_db()
        return row


@contextmanager
def _at(oneself: Scope, public_id: UUID) -> Iterator[tuple[Scope, Appeal]]:
    """An own appeal, in the range where it lies. Raises: Appeal.DoesNotExist."""
    place = Appeal.everything.filter(person_id=oneself.person_id).get(public_id=public_id).org_path
    with on_own_behalf(oneself, place) as (wide, person):
        row: Appeal = Appeal.everything.get(public_id=public_id)
        yield replace(wide, person_id=person.pk), row
