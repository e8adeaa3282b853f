"""Who may open which page about matters?"""

from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs.kinds import UnitKind
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.work.matters import receipts
from jingwei.work.matters.models import Matter
from tests.architecture.routes import BOTH, Slip, anybody, page

SEES, HANDLES = Duty.MATTERS_SEE, Duty.MATTERS_HANDLE
ONE: Any = {"public_id": "matter"}

PAGES = {
    "matters/": page(SEES),
    "matters/new/": page(HANDLES, methods=BOTH),
    "matters/<uuid:public_id>/": page(SEES, **ONE),
    "matters/<uuid:public_id>/contact/": page(HANDLES, methods="POST", **ONE),
    "ask/": anybody(BOTH),
    "ask/at/<uuid:public_id>/": anybody(BOTH, also=(404,)),
    "ask/follow/": anybody(BOTH, also=(422, 429)),
    "ask/mine/": anybody(also=(404,)),
    "ask/mine/review/": anybody("POST", also=(404,)),
    "ask/mine/<slug:verb>/": anybody("POST", also=(404,)),
}
API = {
    "list_matters": page(SEES),
    "take_a_matter": page(HANDLES),
    "get_matter": page(SEES),
}
NAMED = {"matter_id": "matter"}
SLIPS = [
    Slip(
        "intake", "place", "community", "/matters/new/",
        {"here": "check", "to": "send", "asked": "路灯不亮了", "channel": "window"},
    )
]  # fmt: skip


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    org = where["org"]
    row = Matter(
        **where, host=org, host_path=org.path, channel="window", title="路灯不亮", asked=b"",
        received_at=town.at, received_on=town.on, received_by=asker,
    )  # fmt: skip
    row.receipt = receipts.digest(receipts.fresh())
    row.save(force_insert=True)
    unit = Unit.everything.create(
        **where, name=f"{org.name}社区", kind=UnitKind.COMMUNITY, held=held(town.on)
    )
    return {"matter": str(row.public_id), "community": str(unit.public_id)}
