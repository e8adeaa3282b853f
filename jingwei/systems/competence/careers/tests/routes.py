"""What do the routes of careers say to the authorisation matrix?"""

from datetime import timedelta
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.people.models import Position, Post
from jingwei.kernel.ranges import held
from jingwei.systems.competence.careers.models import CadrePost, Problem, Reserve, Review
from tests.architecture.routes import BOTH, SIGNED_IN, Route, Slip, own, page

SEE, KEEP = Duty.CAREERS_SEE, Duty.CAREERS_KEEP
MEMBERS, LIST = Duty.MEMBERS_SEE, Duty.PROBLEMS_KEEP
ROOT = "competence/careers"
CADRE: Any = {"public_id": "cadre"}
PROBLEM: Any = {"public_id": "problem"}

PAGES = {
    f"{ROOT}/": page(SEE),
    f"{ROOT}/new/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{ROOT}/<uuid:public_id>/": page(SEE, **CADRE),
    f"{ROOT}/<uuid:public_id>/grade/": page(KEEP, methods=BOTH, **CADRE),
    f"{ROOT}/<uuid:public_id>/talk/": page(KEEP, methods=BOTH, **CADRE),
    f"{ROOT}/<uuid:public_id>/hand-over/": page(KEEP, methods=BOTH, **CADRE),
    f"{ROOT}/<uuid:public_id>/handover.<slug:kind>": page(
        SEE, args={"kind": "docx"}, also=(404,), **CADRE
    ),
    f"{ROOT}/<uuid:public_id>/leave/": page(KEEP, methods=BOTH, **CADRE),
    f"{ROOT}/talks/<uuid:public_id>/": page(SEE, public_id="review"),
    f"{ROOT}/rules/": page(SEE),
    f"{ROOT}/rules/new/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{ROOT}/vacancies/": page(SEE),
    f"{ROOT}/reserve/": page(SEE),
    f"{ROOT}/reserve/new/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{ROOT}/reserve/<uuid:public_id>/end/": page(KEEP, methods=BOTH, public_id="reserve"),
    f"{ROOT}/mine/": own(),
    f"{ROOT}/mine/<uuid:public_id>/": Route(
        SIGNED_IN, things={"public_id": "review"}, methods=BOTH, also=frozenset({404})
    ),
    "competence/problems/": page(MEMBERS),
    "competence/problems/new/<code:code>/": page(LIST, methods=BOTH, code="org"),
    "competence/problems/<uuid:public_id>/": page(MEMBERS, **PROBLEM),
    "competence/problems/<uuid:public_id>/change/": page(LIST, methods=BOTH, **PROBLEM),
}
API = {
    "list_cadres": page(SEE),
    "list_vacancies": page(SEE),
    "list_reserve": page(SEE),
    "name_a_reserve": page(KEEP),
    "get_cadre": page(SEE),
    "grade_a_cadre": page(KEEP),
    "list_problems": page(MEMBERS),
    "list_a_problem": page(LIST),
    "get_problem": page(MEMBERS),
    "change_a_problem": page(LIST),
}
NAMED = {"cadre_id": "cadre", "problem_id": "problem"}
SLIPS = [
    Slip("EnterForm", "position", "position", f"/{ROOT}/new/{{org}}/", {"kind": "village"}),
]


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """A cadre, a talk, a reserve and a problem of the organisation."""
    since = held(town.on - timedelta(days=400))
    post = Post.everything.create(**where, title="deputy", seat=7, held=since)
    position = Position.everything.create(
        **where, post=post, person=person, name=person.name, held=since
    )
    cadre = CadrePost.everything.create(
        **where, position=position, person=person, kind="village", held=since
    )
    review = Review.everything.create(**where, cadre=cadre, person=person, year=town.on.year)
    reserve = Reserve.everything.create(
        **where, person=person, consent_on=town.on, plan="跟班学", held=since
    )
    problem = Problem.everything.create(
        **where, title="路灯坏了", affected="三组住户", owner=person, listed_on=town.on,
        due_on=town.on,
    )  # fmt: skip
    return {
        "cadre": str(cadre.public_id), "review": str(review.public_id),
        "reserve": str(reserve.public_id), "problem": str(problem.public_id),
    }  # fmt: skip
