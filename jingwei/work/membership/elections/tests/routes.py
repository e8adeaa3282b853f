"""Who may open which page of elections, and about what? Read by the authorisation matrix."""

from datetime import date
from typing import Any

from jingwei.kernel.privacy import sealing
from jingwei.kernel.ranges import held
from jingwei.work.membership.elections.models import Candidate, Election, VotingSuspended
from tests.architecture.routes import BOTH, CHANGE, CONFIRM, SEE, page

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
}
NAMED = {"election_id": "election"}


def things(town: Any, where: Any, person: Any, asker: Any) -> dict[str, Any]:
    """One election with a candidate, and one member without a vote."""
    row = Election.everything.create(
        **where, planned_on=date(2026, 12, 1), begun_on=date(2026, 11, 1), committee_seats=3
    )
    stands = Candidate.everything.create(
        **where, election=row, office="committee", position=1, person=person, name=person.name
    )
    without = VotingSuspended(**where, person=person, held=held(date(2026, 1, 1), date(2026, 2, 1)))
    without.basis = sealing.seal("示例", column=BASIS, row=without.public_id)
    without.save(force_insert=True)
    return {
        "election": str(row.public_id), "candidate": str(stands.public_id),
        "suspended": str(without.public_id),
    }  # fmt: skip
