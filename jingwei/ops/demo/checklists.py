"""What does the demo city want looked at beyond the rules? One list on one step, all optional."""

from datetime import datetime, time
from typing import Final

from jingwei.kernel.access.models import Account
from jingwei.kernel.days import SHANGHAI
from jingwei.kernel.flows.checklists import Item
from jingwei.kernel.flows.models import Checklist
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.ranges import held
from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer

ITEMS: Final = (
    Item("看过本人的申请书", required=False),
    Item("听过班组里两个人的意见", required=False),
    Item("工作、家里有什么要帮的？", answer=True, required=False),
)


def write(city: City, writer: Writer) -> dict[str, int]:
    """For cases begun since the city works with the product."""
    root = Organisation.everything.get(is_demo=True, path=city.orgs[0].path)
    officer = Account.everything.get(login="demo-officer")
    Checklist.everything.create(
        org=root, org_path=root.path, flow="membership.development", verb="talk",
        title="谈话前后看一看", source="示例市委组织部示组发〔2025〕9号", office=str(root),
        items=[one.told() for one in ITEMS], held=held(city.opened), reason="谈话容易走过场",
        actor=officer, actor_name=officer.name,
        at=datetime.combine(city.opened, time(9), SHANGHAI),
    )  # fmt: skip
    return {"checklists": 1}
