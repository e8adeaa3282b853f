"""How is a dual link asked for, by the branch or by the member, and answered by the member?"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.flows.parts import Who
from jingwei.kernel.orgs.directory import Entry
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people import files
from jingwei.kernel.people.files import lock_person, refuse
from jingwei.kernel.people.kinds import Category
from jingwei.kernel.people.models import Person
from jingwei.kernel.people.own import on_own_behalf
from jingwei.systems.community.links import doing, rules
from jingwei.systems.community.links.flows import LINK
from jingwei.systems.community.links.kinds import ENDS, LinkState, Why
from jingwei.systems.community.links.models import DualLink

OWN_STEPS = frozenset(one.verb for one in LINK.steps if one.duty is Who.ONESELF and not one.opens)


@dataclass(frozen=True)
class Terms:
    """Where the member lives and why the relation stays. ``to`` is the branch there."""

    to: Entry | None
    place: str
    why: str = Why.SHARES
    words: str = ""
    home_contact: str = ""


def propose_link(*, person: Person, terms: Terms, by: Scope, at: datetime) -> DualLink:
    """The home branch asks; it waits for the member's yes. Raises: Refused with all reasons."""
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    return _ask(person, terms, "propose", LinkState.PROPOSED, by, at)


def wish_link(*, oneself: Scope, terms: Terms, at: datetime) -> DualLink:
    """A member asks. Enter it inside ``acting(oneself)``; the row is written at the own branch."""
    with on_own_behalf(oneself) as (branch, person):
        by = replace(branch, person_id=person.pk)
        return _ask(person, terms, "wish", LinkState.WISHED, by, at)


def answer_link(*, oneself: Scope, verb: str, at: datetime) -> DualLink:
    """The member's own step: agree, decline, take back, leave.

    Raises: DualLink.DoesNotExist where nothing of the member's is open.
    """
    with on_own_behalf(oneself) as (branch, person):
        row: DualLink = DualLink.everything.exclude(state__in=ENDS).get(person=person)
        by = replace(branch, person_id=person.pk)
        take_step(flow=LINK, subject=row, verb=verb, by=by, at=at)
        return row


def _ask(
    person: Person, terms: Terms, verb: str, state: LinkState, by: Scope, at: datetime
) -> DualLink:
    person, to = lock_person(person), terms.to
    same = to is not None and to.id == person.org_id
    seen = doing.seen_of(person, to.id if to else None)
    refuse(
        rules.opening_findings(seen, has_host=to is not None, same=same, place=terms.place)
    )  # fmt: skip
    assert to is not None  # noqa: S101 - said above
    home, org = files.home_of(person), Organisation.everything.get(pk=person.org_id)
    row = DualLink(
        org=org, org_path=org.path, person=person, name=person.name, state=state, why=terms.why,
        category=home.category if home else Category.FULL, place=terms.place.strip(),
        words=terms.words.strip(), home_name=org.name, host_id=to.id, host_path=to.path,
        host_name=to.name, home_contact=terms.home_contact.strip(), asked_on=local_day(at),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "one_link_at_a_time" not in str(error):
            raise
        raise Refused(rules.UNDER_WAY) from None
    begin_case(flow=LINK, subject=row, verb=verb, by=by, at=at)
    return row
