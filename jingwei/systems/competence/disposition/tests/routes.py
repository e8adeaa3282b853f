"""Which addresses does the disposition of members answer, and what is named in them?

A case is open to those named on it: for everybody else of the range it is 404, as are the cases
of the matrix, on which only a clerk of the organisation's own is named.
"""

from datetime import date
from typing import Any

from jingwei.kernel.ranges import held
from jingwei.systems.competence.disposition.models import (
    Adoption,
    Disposition,
    Pilot,
    Seat,
    Trial,
)
from tests.architecture.routes import (
    BOTH,
    CHANGE,
    CONFIRM,
    FIGURES,
    ORGS,
    SEE,
    SIGNED_IN,
    Route,
    page,
)

CASE: Any = {"public_id": "disposition", "also": (404,)}
OWN = Route(SIGNED_IN, things={"public_id": "disposition"}, also=frozenset({404}))
OWN_POST = Route(
    SIGNED_IN, methods="POST", things={"public_id": "disposition"}, args={"verb": "ask"},
    also=frozenset({404}),
)  # fmt: skip
OWN_PAPER = Route(
    SIGNED_IN, things={"public_id": "disposition"}, also=frozenset({404}),
    args={"paper": "00000000-0000-0000-0000-000000000008"},
)  # fmt: skip

PAGES = {
    "dispositions/": page(SEE),
    "dispositions/begin/": page(CHANGE, query="q=东"),
    "dispositions/statistics/": page(FIGURES),
    "dispositions/checklist/": page(CONFIRM, methods=BOTH),
    "dispositions/pilots/": page(ORGS),
    "dispositions/pilots/new/": page(CONFIRM, methods=BOTH),
    "dispositions/pilots/<uuid:public_id>/": page(ORGS, public_id="pilot"),
    "dispositions/pilots/<uuid:public_id>/change/": page(CONFIRM, methods=BOTH, public_id="pilot"),
    "dispositions/pilots/<uuid:public_id>/trial/": page(CONFIRM, methods=BOTH, public_id="pilot"),
    "dispositions/trials/<uuid:public_id>/": page(CONFIRM, methods=BOTH, public_id="trial"),
    "dispositions/practices/": page(ORGS),
    "dispositions/practices/<uuid:public_id>/": page(
        CONFIRM,
        methods=BOTH,
        also=(404,),
        args={"public_id": "00000000-0000-0000-0000-000000000008"},
    ),
    "dispositions/adoptions/<uuid:public_id>/stop/": page(
        CONFIRM, methods=BOTH, public_id="adoption"
    ),
    "dispositions/new/<uuid:public_id>/": page(CHANGE, methods=BOTH, public_id="person"),
    "dispositions/<uuid:public_id>/": page(SEE, **CASE),
    "dispositions/<uuid:public_id>/people/": page(SEE, methods=BOTH, **CASE),
    "dispositions/<uuid:public_id>/looks/": page(SEE, **CASE),
    "dispositions/<uuid:public_id>/set-aside/": page(SEE, methods="POST", **CASE),
    "dispositions/<uuid:public_id>/tick/": page(SEE, methods="POST", **CASE),
    "dispositions/<uuid:public_id>/seal/": page(CONFIRM, methods="POST", **CASE),
    "dispositions/<uuid:public_id>/steps/<slug:verb>/": page(
        SEE, methods="POST", args={"verb": "care"}, **CASE
    ),
    "me/dispositions/<uuid:public_id>/": OWN,
    "me/dispositions/<uuid:public_id>/steps/<slug:verb>/": OWN_POST,
    "me/dispositions/<uuid:public_id>/papers/<uuid:paper>/": OWN_PAPER,
}

SEEN: Any = page(SEE, also=(404,))
API = {
    "list_dispositions": page(SEE),
    "open_a_concern": page(CHANGE),
    "disposition_outcomes": page(FIGURES),
    "get_disposition": SEEN,
    "disposition_looks": SEEN,
    "disposition_above": SEEN,
    "name_on_disposition": SEEN,
    "disclose_relation": SEEN,
    "end_disposition_seat": SEEN,
    "set_a_fact_aside": SEEN,
    "tick_local_step": SEEN,
    "seal_disposition": page(CONFIRM, also=(404,)),
    "own_dispositions": Route(SIGNED_IN),
    "own_disposition": Route(SIGNED_IN, also=frozenset({404})),
    "take_own_disposition_step": Route(SIGNED_IN, args={"verb": "ask"}, also=frozenset({404})),
    "list_pilots": page(ORGS),
    "add_a_pilot": page(CONFIRM),
    "get_pilot": page(ORGS),
    "change_a_pilot": page(CONFIRM),
    "add_a_trial": page(CONFIRM),
    "evaluate_a_trial": page(CONFIRM),
    "list_practices": page(ORGS),
    "adopt_a_practice": page(CONFIRM, also=(404,)),
    "list_adoptions": page(ORGS),
    "stop_a_practice": page(CONFIRM),
}
NAMED = {
    "disposition_id": "disposition", "pilot_id": "pilot", "trial_id": "trial",
    "adoption_id": "adoption", "practice_id": "nothing", "seat_id": "nothing",
}  # fmt: skip


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    row = Disposition.everything.create(
        **where, person=person, named=[asker.pk], opened_on=date(2026, 1, 5), opened_by=asker
    )
    Seat.objects.create(
        case=row, role="drafter", account=asker, name=asker.name, named_on=row.opened_on
    )
    pilot = Pilot.everything.create(
        **where, field="community", place="示例社区", held=held(date(2026, 1, 1)), criteria="基础好"
    )
    trial = Trial.everything.create(
        **where, pilot=pilot, idea="两人谈", expected="都谈到", began_on=date(2026, 2, 1)
    )
    used = Adoption.everything.create(
        **where, trial=trial, idea="两人谈", origin="示例社区", place="东片", why="人手够",
        held=held(date(2026, 3, 1)),
    )  # fmt: skip
    return {
        "adoption": str(used.public_id),
        "disposition": str(row.public_id), "pilot": str(pilot.public_id),
        "trial": str(trial.public_id),
    }  # fmt: skip
