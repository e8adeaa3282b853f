"""What does the authorisation matrix know of members who are away?"""

from datetime import UTC, date, datetime
from typing import Any

from jingwei.kernel.flows.models import Case, FlowPaper, Taken
from jingwei.kernel.privacy import sealing
from jingwei.work.membership.standing.flows import LOST
from jingwei.work.membership.standing.models import LostContact
from tests.architecture.routes import BOTH, CHANGE, EXPORT, SEE, page

PAGES = {
    "standing/": page(SEE),
    "standing/export.xlsx": page(EXPORT),
    "standing/notices/<uuid:public_id>/": page(CHANGE, methods=BOTH, public_id="served_notice"),
    "standing/<uuid:public_id>/": page(SEE, public_id="person"),
    "standing/<slug:kind>/<uuid:public_id>/": page(
        CHANGE, methods=BOTH, public_id="person", args={"kind": "floating"}
    ),
}
API = {
    "list_standing": page(SEE),
    "register_a_floating_member": page(CHANGE),
    "begin_a_search": page(CHANGE),
    "register_a_stay_abroad": page(CHANGE),
    "note_a_wish_to_leave": page(CHANGE),
    "member_notices": page(SEE),
    "note_a_service": page(CHANGE, body={"served_on": "2026-11-20", "how": "hand"}),
}
NAMED = {"served_notice_id": "served_notice"}


def things(town: Any, where: Any, person: Any, asker: Any) -> dict[str, Any]:
    """A notice that was made and waits to be served."""
    at = datetime(2026, 11, 1, 2, tzinfo=UTC)
    row = LostContact.everything.create(
        **where, person=person, name=person.name, since=date(2026, 1, 10), state="suspended",
        situation="1", org_class="3",
    )  # fmt: skip
    case = Case.everything.create(
        **where, flow=LOST.code, subject=row.public_id, state=row.state, rule_set="always",
        begun_at=at, moved_at=at, person=person, number=1,
    )  # fmt: skip
    step = Taken.objects.create(
        case=case, number=1, verb="suspend", to_state="suspended", rule_set="always", at=at,
        entry_no=1,
    )  # fmt: skip
    paper = FlowPaper(
        case=case, step=step, slot="suspended", title="停止党籍通知书", media="application/json",
        size=2, digest="0" * 64, is_made=True, at=at,
    )  # fmt: skip
    paper.sealed = sealing.seal("{}", column="flow_paper.sealed", row=paper.public_id)
    paper.save(force_insert=True)
    return {"served_notice": str(paper.public_id)}
