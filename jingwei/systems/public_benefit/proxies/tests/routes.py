"""What do the routes of errands say to the authorisation matrix?"""

from datetime import timedelta
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.public_benefit.proxies.models import ProxyAgent
from jingwei.work.matters import receipts
from jingwei.work.matters.models import Matter, ProxyCase
from tests.architecture.routes import BOTH, Slip, page

SEE, KEEP = Duty.SERVICES_SEE, Duty.BENEFIT_KEEP
LOOK, HANDLE = Duty.MATTERS_SEE, Duty.MATTERS_HANDLE
ROOT = "benefit/proxies"
ERRAND: Any = {"public_id": "errand"}
AGENT: Any = {"public_id": "proxy_agent"}
ONE = f"{ROOT}/<uuid:public_id>"

PAGES = {
    f"{ROOT}/": page(LOOK),
    f"{ROOT}/agents/": page(SEE),
    f"{ROOT}/agents/new/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{ROOT}/agents/<uuid:public_id>/end/": page(KEEP, methods="POST", **AGENT),
    f"{ONE}/": page(LOOK, **ERRAND),
    f"{ONE}/take/": page(HANDLE, methods=BOTH, **ERRAND),
    f"{ONE}/hand/": page(HANDLE, methods=BOTH, **ERRAND),
    f"{ONE}/mandate.<slug:kind>": page(HANDLE, args={"kind": "docx"}, **ERRAND),
}
API = {
    "list_errands": page(LOOK),
    "get_errand": page(LOOK),
    "give_errand_to_an_agent": page(HANDLE),
    "hand_over_an_errand": page(HANDLE),
    "list_proxy_agents": page(SEE),
    "name_a_proxy_agent": page(KEEP),
    "end_a_proxy_agent": page(KEEP),
}
NAMED = {"errand_id": "errand", "agent_id": "proxy_agent", "agent": "proxy_agent"}
SLIPS = [
    Slip("AgentForm", "unit", "errand_unit", f"/{ROOT}/agents/new/{{org}}/", {"does": "证"}),
    Slip("TakeForm", "agent", "proxy_agent", f"/{ROOT}/{{errand}}/take/"),
]


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """An agent of the organisation, and a matter of the kind proxy with a mandate."""
    since = held(town.on - timedelta(days=90))
    unit = Unit.everything.create(**where, name="某村", kind="village", held=since)
    agent = ProxyAgent.everything.create(
        **where, person=person, name=person.name, unit=unit, does="老年证", held=since
    )
    org = where["org"]
    matter = Matter.everything.create(
        **where, host=org, host_path=org.path, kind="proxy", title="代办", asked=b"",
        receipt=receipts.digest(receipts.fresh()), channel="window", place=unit,
        received_at=town.at, received_on=town.on,
    )  # fmt: skip
    ProxyCase.objects.create(
        matter=matter, mandate="代办", since=town.on, until=town.on + timedelta(days=9), agreed="签"
    )
    return {
        "errand": str(matter.public_id), "proxy_agent": str(agent.public_id),
        "errand_unit": str(unit.public_id),
    }  # fmt: skip
