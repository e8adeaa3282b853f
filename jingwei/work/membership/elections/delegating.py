"""Who goes to the delegates' meeting? Elected by branches, examined once, replaced by a vote.

There are no stand-ins by rank of votes: a seat that falls vacant is filled by the branch itself.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Max

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.work.membership.elections import actions, delegate_rules, queries
from jingwei.work.membership.elections.kinds import DelegateState, State
from jingwei.work.membership.elections.models import Delegate, Election, Round, Tally
from jingwei.work.membership.elections.rules import HOUSE

BEFORE_THE_MEETING = (State.AGREED, State.NOTICED, State.NAMED, State.LISTED)


def keep_elected(row: Election, round_: Round, tallies: Iterable[Tally]) -> int:
    """Who was elected in a round of a branch is a delegate from now on; how many."""
    last = Delegate.everything.filter(election=row).aggregate(n=Max("number"))["n"] or 0
    # A count that elects somebody unknown was refused before.
    elected = [(key, t.name) for t in tallies if t.is_elected and (key := t.person_id)]
    made = [
        Delegate(
            org=row.org, org_path=row.org_path, election=row, unit=round_.unit, round=round_,
            person_id=person, name=name, number=last + place,
        )
        for place, (person, name) in enumerate(elected, 1)
    ]  # fmt: skip
    Delegate.everything.bulk_create(made)
    return len(made)


def check_delegates(
    *, election: Election, verdicts: dict[int, bool], words: str, by: Scope, at: datetime
) -> Election:
    """代表资格审查: whether the election of each and the delegate were in order; ``verdicts``:
    delegate to valid or not. Each is named by somebody; there is no verdict for all."""
    row = actions.lock(election, None, by, *BEFORE_THE_MEETING)
    found: list[Finding] = []
    rows = {one.pk: one for one in queries.delegates_of(row) if one.pk in verdicts}
    if set(verdicts) - rows.keys() or not verdicts:
        found.append(Finding("delegate.none", "请先选要审查的代表。", HOUSE))
    for key, is_valid in verdicts.items():
        if key in rows:
            found += delegate_rules.credential_findings(
                state=rows[key].state, is_valid=is_valid, words=words, on=local_day(at),
                until=row.held_on if row.state not in BEFORE_THE_MEETING else None,
            )  # fmt: skip
    if found:
        raise Refused(*dict.fromkeys(found))
    for key, is_valid in verdicts.items():
        one = rows[key]
        one.state = DelegateState.QUALIFIED if is_valid else DelegateState.REJECTED
        one.checked_on, one.checked_by_id = local_day(at), by.account_id
        one.words = "" if is_valid else words.strip()
        one.ended_on = None if is_valid else local_day(at)
        one.save(update_fields=["state", "checked_on", "checked_by", "words", "ended_on"])
    write_line(
        verb="elections.delegate.check", by=by, at=at, org=row.org,
        subject=("election", row.public_id),
        facts={"valid": sum(verdicts.values()), "invalid": len(verdicts) - sum(verdicts.values())},
        values={"verdicts": {str(rows[key].public_id): said for key, said in verdicts.items()},
                "words": words.strip()},
    )  # fmt: skip
    return row


def vacate(
    *, delegate: Delegate, ended_on: date | None, why: str, words: str, by: Scope, at: datetime
) -> Delegate:
    """记出缺: the branch may vote again on the seat. Raises: Refused."""
    row = actions.lock(delegate.election, None, by, *BEFORE_THE_MEETING)
    one: Delegate = (
        Delegate.everything.select_for_update(of=("self",)).select_related("round", "unit")
        .get(pk=delegate.pk)
    )  # fmt: skip
    found = delegate_rules.vacating_findings(
        is_here=one.is_here, why=why, words=words, ended_on=ended_on, since=one.round.on,
        on=local_day(at),
    )  # fmt: skip
    if found:
        raise Refused(*found)
    one.state, one.ended_on, one.ended_why = DelegateState.VACATED, ended_on, why
    one.words = words.strip()
    one.save(update_fields=["state", "ended_on", "ended_why", "words"])
    write_line(
        verb="elections.delegate.vacate", by=by, at=at, org=row.org,
        subject=("election", row.public_id),
        facts={"unit": one.unit.code, "number": one.number, "ended_on": ended_on},
        values={"delegate": str(one.public_id), "why": why, "words": one.words},
    )  # fmt: skip
    return one
