"""Who may open which page of commendations? Read by the authorisation matrix."""

from datetime import date
from typing import Any

from conftest import AT
from jingwei.work.membership.commendations.models import Commendation
from tests.architecture.routes import BOTH, CHANGE, CONFIRM, SEE, Slip, page

PAGES = {
    "commendations/": page(SEE),
    "commendations/new/<code:code>/": page(CHANGE, methods=BOTH, code="org"),
    "commendations/<uuid:public_id>/": page(SEE, methods=BOTH, public_id="commendation",
                                            also=(403,)),
}  # fmt: skip
API = {
    "list_commendations": page(SEE),
    "record_a_commendation": page(CHANGE),
    "take_back_a_commendation": page(CONFIRM),
}
NAMED = {"commendation_id": "commendation"}
SLIPS = [
    Slip(
        "CommendationForm", "person", "person", "/commendations/new/{org}/",
        {"honour": "member", "level": "base", "given_by": "示例镇党委", "paper": "1号",
         "on": "2026-07-01"},
    ),
]  # fmt: skip


def things(town: Any, where: Any, person: Any, asker: Any) -> dict[str, Any]:
    """One commendation of a member."""
    row = Commendation.everything.create(
        **where, person=person, name=person.name, honour="member", level="base",
        given_by="示例镇党委", paper="示例〔2026〕1号", on=date(2026, 7, 1), noted_at=AT,
        noted_by=town.accounts["lin"],
    )  # fmt: skip
    return {"commendation": str(row.public_id)}
