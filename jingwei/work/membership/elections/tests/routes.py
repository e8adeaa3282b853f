"""Who may open which page of elections, and about what? Read by the authorisation matrix."""

from datetime import date
from typing import Any

from jingwei.kernel.privacy import sealing
from jingwei.kernel.ranges import held
from jingwei.work.membership.elections.models import (
    Candidate,
    Delegate,
    Election,
    Round,
    VotingSuspended,
)
from tests.architecture.routes import BOTH, CHANGE, CONFIRM, MEETINGS, SEE, page

ONE: dict[str, Any] = {"public_id": "election"}
BASIS = "voting_suspended.basis"

PAGES = {
    "elections/": page(SEE),
    "elections/new/<code:code>/": page(CHANGE, methods=BOTH, code="org"),
    "elections/rights/": page(CONFIRM),
    "elections/rights/new/<code:code>/": page(CONFIRM, methods=BOTH, code="org"),
    "elections/rights/<uuid:public_id>/restore/": page(
        CONFIRM, methods=BOTH, public_id="suspended"
    ),
    "elections/<uuid:public_id>/": page(SEE, **ONE),
    "elections/<uuid:public_id>/plan/": page(CHANGE, methods=BOTH, **ONE),
    "elections/<uuid:public_id>/candidates/": page(CHANGE, methods=BOTH, **ONE),
    "elections/<uuid:public_id>/candidates/<uuid:candidate>/withdraw/": page(
        CHANGE, methods="POST", candidate="candidate", **ONE
    ),
    "elections/<uuid:public_id>/delegates/": page(CHANGE, methods=BOTH, **ONE),
    "elections/<uuid:public_id>/delegates/list/": page(SEE, **ONE),
    "elections/<uuid:public_id>/delegates/check/": page(CHANGE, methods="POST", **ONE),
    "elections/<uuid:public_id>/delegates/<uuid:delegate>/vacate/": page(
        CHANGE, methods=BOTH, delegate="delegate", **ONE
    ),
    "elections/<uuid:public_id>/meeting/": page(MEETINGS, methods="POST", **ONE),
    "elections/<uuid:public_id>/sitting/": page(CHANGE, methods=BOTH, **ONE),
    "elections/<uuid:public_id>/count/<slug:office>/": page(
        CHANGE, methods=BOTH, args={"office": "committee"}, **ONE
    ),
    "elections/<uuid:public_id>/fields/": page(CHANGE, methods=BOTH, **ONE),
    "elections/<uuid:public_id>/papers/<slug:what>.<slug:kind>": page(
        SEE, args={"what": "record", "kind": "docx"}, **ONE
    ),
}

API = {
    "list_elections": page(SEE),
    "get_election": page(SEE),
    "plan_an_election": page(CHANGE),
    "change_an_election_plan": page(CHANGE),
    "nominate_a_candidate": page(CHANGE),
    "tick_an_election_meeting": page(CHANGE),
    "record_an_election_count": page(CHANGE),
    "allot_delegates": page(CHANGE),
    "list_delegates": page(SEE),
    "examine_a_delegate": page(CHANGE),
    "note_a_vacancy": page(CHANGE),
    "write_the_election_meeting": page(MEETINGS),
}
NAMED = {"election_id": "election", "elected_id": "delegate"}


def things(town: Any, where: Any, person: Any, asker: Any) -> dict[str, Any]:
    """One election with a candidate, and one member without a vote."""
    row = Election.everything.create(
        **where, planned_on=date(2026, 12, 1), begun_on=date(2026, 11, 1), committee_seats=3
    )
    stands = Candidate.everything.create(
        **where, election=row, office="committee", position=1, person=person, name=person.name
    )
    vote = Round.everything.create(
        **where, election=row, office="delegate", unit=where["org"], number=1,
        on=date(2026, 11, 10), seats=1, entitled=1, present=1, issued=1, returned=1, valid=1,
        outcome="decided", of_entitled=False, exactly_counts=True,
    )  # fmt: skip
    goes = Delegate.everything.create(
        **where, election=row, unit=where["org"], round=vote, person=person, name=person.name,
        number=1,
    )  # fmt: skip
    without = VotingSuspended(**where, person=person, held=held(date(2026, 1, 1), date(2026, 2, 1)))
    without.basis = sealing.seal("示例", column=BASIS, row=without.public_id)
    without.save(force_insert=True)
    return {
        "election": str(row.public_id), "candidate": str(stands.public_id),
        "delegate": str(goes.public_id),
        "suspended": str(without.public_id),
    }  # fmt: skip
