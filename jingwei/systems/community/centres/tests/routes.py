"""Who may open which page about centres?"""

from datetime import timedelta
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.ranges import held
from jingwei.systems.community.centres.models import (
    ClosedDay,
    ItemWording,
    Offering,
    ServiceCategory,
    ServiceCentre,
    ServiceItem,
    ServiceProposal,
)
from tests.architecture.routes import BOTH, Slip, anybody, page

SEE, KEEP, RULES = Duty.SERVICES_SEE, Duty.SERVICES_KEEP, Duty.RULES_KEEP
ROOT = "community/centres"
ONE: Any = {"public_id": "centre"}
ITEM: Any = {"public_id": "item"}
GONE = anybody(also=(404,))

PAGES = {
    f"{ROOT}/": page(SEE),
    f"{ROOT}/centres.xlsx": page(SEE),
    f"{ROOT}/centres.geojson": page(SEE),
    f"{ROOT}/new/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{ROOT}/<uuid:public_id>/": page(SEE, **ONE),
    f"{ROOT}/<uuid:public_id>/edit/": page(KEEP, methods=BOTH, **ONE),
    f"{ROOT}/<uuid:public_id>/end/": page(KEEP, methods=BOTH, **ONE),
    f"{ROOT}/<uuid:public_id>/close/": page(KEEP, methods=BOTH, **ONE),
    f"{ROOT}/<uuid:public_id>/offer/": page(KEEP, methods=BOTH, **ONE),
    f"{ROOT}/<uuid:public_id>/propose/": page(KEEP, methods=BOTH, **ONE),
    f"{ROOT}/closed/<uuid:public_id>/reopen/": page(KEEP, methods="POST", public_id="closed"),
    f"{ROOT}/offerings/<uuid:public_id>/stop/": page(KEEP, methods=BOTH, public_id="offering"),
    f"{ROOT}/circle/": page(SEE),
    f"{ROOT}/catalogue/": page(SEE),
    f"{ROOT}/catalogue/new/<code:code>/": page(RULES, methods=BOTH, code="org"),
    f"{ROOT}/catalogue/<uuid:public_id>/new/": page(RULES, methods=BOTH, public_id="category"),
    f"{ROOT}/items/<uuid:public_id>/": page(SEE, **ITEM),
    f"{ROOT}/items/<uuid:public_id>/edit/": page(RULES, methods=BOTH, **ITEM),
    f"{ROOT}/items/<uuid:public_id>/end/": page(RULES, methods=BOTH, **ITEM),
    f"{ROOT}/proposals/": page(SEE),
    f"{ROOT}/proposals/<uuid:public_id>/": page(RULES, methods=BOTH, public_id="proposal"),
    "services/": anybody(),
    "services/items/<uuid:public_id>/": GONE,
    "services/centres/": anybody(),
    "services/centres/<uuid:public_id>/": GONE,
    "services/centres/<uuid:public_id>/notice/": GONE,
}
API = {
    "list_services": page(SEE),
    "get_service": page(SEE),
    "add_a_service": page(RULES),
    "change_a_service": page(RULES),
    "list_centres": page(SEE),
    "open_a_centre": page(KEEP),
    "get_centre": page(SEE),
    "change_a_centre": page(KEEP),
    "offer_services": page(KEEP),
    "close_a_centre": page(KEEP),
}
NAMED = {"centre_id": "centre", "item_id": "item", "category_id": "category"}
SLIPS = [
    Slip(
        "CentreForm", "unit", "unit", "/community/centres/{centre}/edit/",
        {"name": "中心", "level": "community", "address": "一号", "phone": "8000000"},
    ),
    Slip(
        "ProposalForm", "item", "item", "/community/centres/{centre}/propose/",
        {"kind": "drop", "title": "", "why": "没有人来办"},
    ),
]  # fmt: skip


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """A catalogue of one item, a centre that does it, a closed day and a proposal."""
    since = held(town.on)
    category = ServiceCategory.everything.create(**where, title="就业", place=1, held=since)
    # Planned for later: what is in force is open to everybody below, as the tests here see.
    item = ServiceItem.everything.create(
        **where, category=category, held=held(town.on + timedelta(days=30))
    )
    ItemWording.everything.create(
        **where, item=item, held=since, title="求职登记", kind="public", takes="当场", basis="文件"
    )
    centre = ServiceCentre.everything.create(
        **where, name="服务中心", level="community", address="一号", phone="8000000",
        hours=[[1, "08:30", "17:00"]], held=since,
    )  # fmt: skip
    offering = Offering.everything.create(**where, centre=centre, item=item, held=since)
    closed = ClosedDay.everything.create(
        **where, centre=centre, first=town.on, last=town.on, why="停电"
    )
    proposal = ServiceProposal.everything.create(
        **where, kind="add", centre=centre, title="理发", why="有人问", said_at=town.at
    )
    return {
        "category": str(category.public_id), "item": str(item.public_id),
        "centre": str(centre.public_id), "offering": str(offering.public_id),
        "closed": str(closed.public_id), "proposal": str(proposal.public_id),
    }  # fmt: skip
