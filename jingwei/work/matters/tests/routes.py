"""Who may open which page about matters?"""

from dataclasses import replace
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs.kinds import UnitKind
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.work.matters import receipts
from jingwei.work.matters.models import DispatchRule, Matter
from tests.architecture.routes import BOTH, Route, Slip, anybody, page

SEES, HANDLES, KEEPS = Duty.MATTERS_SEE, Duty.MATTERS_HANDLE, Duty.ORGS_CHANGE
NOWHERE = "00000000-0000-4000-8000-000000000000"
ONE: Any = {"public_id": "matter"}


def _open(methods: str = "GET", *, also: tuple[int, ...] = (), **args: str) -> Route:
    route = anybody(methods, also=also)
    return replace(route, args={"form": "json", **args})


PAGES = {
    "matters/": page(SEES),
    "matters/new/": page(HANDLES, methods=BOTH),
    "matters/rules/": page(SEES),
    "matters/rules/new/": page(KEEPS, methods=BOTH),
    "matters/rules/trial/": page(SEES),
    "matters/rules/<uuid:public_id>/end/": page(KEEPS, methods=BOTH, public_id="matterrule"),
    "matters/<uuid:public_id>/": page(SEES, **ONE),
    "matters/<uuid:public_id>/link/": page(HANDLES, methods="POST", **ONE),
    "matters/<uuid:public_id>/amend/": page(HANDLES, methods=BOTH, **ONE),
    "matters/<uuid:public_id>/kind/": page(HANDLES, methods=BOTH, **ONE),
    "matters/<uuid:public_id>/papers/": page(HANDLES, methods="POST", **ONE),
    "matters/<uuid:public_id>/papers/<uuid:paper>/": page(
        HANDLES, methods="POST", also=(404,), args={"paper": NOWHERE}, **ONE
    ),
    "matters/<uuid:public_id>/petition/": page(HANDLES, methods=BOTH, **ONE),
    "matters/<uuid:public_id>/petition/receipt/": page(HANDLES, methods="POST", also=(404,), **ONE),
    "matters/<uuid:public_id>/contact/": page(HANDLES, methods="POST", **ONE),
    "open311/v2/services.<str:form>": _open(),
    "open311/v2/services/<str:code>.<str:form>": _open(code="grid"),
    "open311/v2/requests.<str:form>": _open(BOTH, also=(400, 403, 429)),
    "open311/v2/requests/<uuid:public_id>.<str:form>": _open(public_id=NOWHERE, also=(404,)),
    "ask/": anybody(BOTH),
    "ask/at/<uuid:public_id>/": anybody(BOTH, also=(404,)),
    "ask/for/<uuid:public_id>/": anybody(BOTH, also=(404,)),
    "ask/station/<uuid:public_id>/": anybody(BOTH, also=(404,)),
    "ask/system/": anybody(BOTH, also=(422, 429)),
    "ask/follow/": anybody(BOTH, also=(422, 429)),
    "ask/mine/": anybody(also=(404,)),
    "ask/mine/review/": anybody("POST", also=(404,)),
    "ask/mine/<slug:verb>/": anybody("POST", also=(404,)),
}
API = {
    "list_matters": page(SEES),
    "take_a_matter": page(HANDLES),
    "get_matter": page(SEES),
    "amend_matter": page(HANDLES),
    "list_alike_matters": page(SEES),
    "link_matter": page(HANDLES),
    "get_matter_kind": page(SEES),
    "set_matter_kind": page(HANDLES),
    "list_proxy_papers": page(SEES),
    "take_proxy_paper": page(HANDLES),
    "end_proxy_paper": page(HANDLES, also=(404,), args={"paper_id": NOWHERE}),
    "get_matter_petition": page(SEES, also=(404,)),
    "hand_matter_to_petitions": page(HANDLES),
    "note_petition_receipt": page(HANDLES, also=(404,)),
    "list_dispatch_rules": page(SEES),
    "add_dispatch_rule": page(KEEPS),
    "try_dispatch_rules": page(SEES, query="organisation=EAST", also=(404,)),
    "end_dispatch_rule": page(KEEPS),
}
NAMED = {"matter_id": "matter", "rule_id": "matterrule"}
SLIPS = [
    Slip(
        "intake", "place", "community", "/matters/new/",
        {"here": "check", "to": "send", "asked": "路灯不亮了", "channel": "window",
         "mark": "1e9a4c1e-0000-4000-8000-000000000001"},
    ),
    Slip(
        "hand", "other", "org", "/matters/{matter}/petition/",
        {"body": "示例市信访局", "what": "原话", "basis": "第二十二条", "next_door": "在那边等"},
    ),
    Slip(
        "RuleForm", "to", "org", "/matters/rules/new/",
        {"position": "10", "why": "归它办", "reason": "分工定的", "since": "2026-11-24"},
    ),
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
    rule = DispatchRule.everything.create(
        **where, host=org, host_path=org.path, position=10, why="归本组织", held=held(town.on)
    )
    return {
        "matter": str(row.public_id),
        "matterrule": str(rule.public_id),
        "community": str(unit.public_id),
    }
