"""What does the authorisation matrix know of transfers?"""

from datetime import timedelta
from typing import Any

from jingwei.work.membership.transfers.kinds import Direction, State
from jingwei.work.membership.transfers.models import Transfer
from tests.architecture.routes import BOTH, CHANGE, EXPORT, SEE, Slip, own, page

PAGES = {
    "transfers/": page(SEE),
    "transfers/export.xlsx": page(EXPORT),
    "transfers/new/<uuid:public_id>/": page(CHANGE, methods=BOTH, public_id="person"),
    "transfers/letters/<code:code>/": page(CHANGE, methods=BOTH, code="org"),
    "transfers/<uuid:public_id>/": page(SEE, public_id="transfer"),
    "me/transfer/": own(BOTH, also=(404,)),
    "me/transfer/back/": own("POST", also=(404,)),
}
API = {
    "list_transfers": page(SEE),
    "find_branches": page(CHANGE, query="text=EAST-1"),
    "get_transfer": page(SEE),
    "request_a_transfer": page(CHANGE),
    "record_a_letter": page(CHANGE),
}
NAMED = {"transfer_id": "transfer"}
SLIPS: list[Slip] = []


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    row = Transfer.everything.create(
        **where, direction=Direction.OUT, state=State.PREPARED, person=person, name=person.name,
        category="full", from_name=str(where["org"]), to_name="外地", asked_on=town.on,
        due_on=town.on + timedelta(days=10),
    )  # fmt: skip
    return {"transfer": str(row.public_id)}
