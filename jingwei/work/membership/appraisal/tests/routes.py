"""What may whom answer here? For the authorisation matrix (tests/architecture/routes.py)."""

from typing import Any

from jingwei.work.membership.appraisal.models import Appraisal, Objection, Round
from tests.architecture.routes import BOTH, CHANGE, own, page

ROUND: Any = {"public_id": "appraisal_round"}
LINE: Any = {"public_id": "appraisal_line"}
PAGES = {
    "appraisals/": page(CHANGE),
    "appraisals/of/<code:code>/": page(CHANGE, code="org"),
    "appraisals/of/<code:code>/call/": page(CHANGE, methods=BOTH, code="org"),
    "appraisals/<uuid:public_id>/": page(CHANGE, **ROUND),
    "appraisals/<uuid:public_id>/votes/": page(CHANGE, methods=BOTH, **ROUND),
    "appraisals/<uuid:public_id>/results.<slug:kind>": page(
        CHANGE, args={"kind": "docx"}, also=(404,), **ROUND
    ),
    "appraisals/lines/<uuid:public_id>/": page(CHANGE, methods=BOTH, **LINE),
    "appraisals/lines/<uuid:public_id>/skip/": page(CHANGE, methods=BOTH, **LINE),
    "appraisals/lines/<uuid:public_id>/mutual/": page(CHANGE, methods=BOTH, also=(404,), **LINE),
    "me/appraisal/": own(BOTH, also=(404,)),
    "me/appraisal/object/": own(BOTH, also=(404,)),
    "me/appraisal/withdraw/": own("POST", also=(404,)),
}

API = {
    "list_appraisals": page(CHANGE),
    "call_an_appraisal": page(CHANGE),
    "get_appraisal": page(CHANGE),
    "count_ballots_of_a_member": page(CHANGE),
    "get_appraisal_line": page(CHANGE),
    "propose_a_grade": page(CHANGE),
    "skip_a_member": page(CHANGE),
}
NAMED = {"round_id": "appraisal_round", "line_id": "appraisal_line"}


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """A round, a line and an objection in one organisation."""
    row = Round.everything.create(**where, year=2026)
    line = Appraisal.everything.create(**where, round=row, person=person)
    objection = Objection.everything.create(**where, line=line, person=person, raised_on=town.on)
    return {
        "appraisal_round": str(row.public_id), "appraisal_line": str(line.public_id),
        "objection": str(objection.public_id),
    }  # fmt: skip
