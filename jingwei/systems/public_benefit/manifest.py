"""What does the system 惠民党建 declare, so that it gets its page and its place in the menu?"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import address
from jingwei.kernel.register import MenuItem, menu_item
from jingwei.shell.systems.declare import Ask, Coverage, Door, Practice, System, system
from jingwei.systems.public_benefit.network.concerns import providers_ending
from jingwei.systems.public_benefit.network.indicators import NETWORK
from jingwei.systems.public_benefit.proxies import concerns as proxies
from jingwei.systems.public_benefit.proxies.indicators import PROXIES
from jingwei.systems.public_benefit.studios.indicators import STUDIOS
from jingwei.systems.public_benefit.unions import concerns as unions
from jingwei.systems.public_benefit.unions import queries as union_queries
from jingwei.systems.public_benefit.unions.indicators import UNIONS
from jingwei.work.matters.indicators import MATTERS
from jingwei.work.matters.papers import papers_due

menu_item(MenuItem("benefit", _("惠民党建"), "benefit:home", "swap", 48, Duty.FIGURES_SEE))
for key, title, page, order, duty in (
    ("unions", _("联建"), "unions:home", 49, Duty.FIGURES_SEE),
    ("studios", _("代表工作室"), "studios:home", 50, Duty.SERVICES_SEE),
    ("network", _("三级网络"), "network:home", 51, Duty.SERVICES_SEE),
    ("proxies", _("群众事务代办"), "proxies:home", 52, Duty.MATTERS_SEE),
):
    menu_item(MenuItem(key, title, page, "swap", order, duty, group="services"))


def practices(scope: Scope, day: date) -> list[Practice]:
    """Unions led here that run."""
    rows = union_queries.led(scope).order_by("-begun_on", "-id")[:3]
    return [
        Practice(row.title, row.basis, address("unions:union", row.public_id), row.begun_on)
        for row in rows
    ]


BENEFIT = system(
    System(
        key="benefit",
        title=_("惠民党建"),
        purpose=_("民得实惠，党得民心：办成多少事由群众说"),
        asks=(
            Ask("BNFT-01", _("围绕服务，让群众得实惠"), "benefit:home"),
            Ask("BNFT-02", _("惠在结构：跨区域联建，以强带弱"), "unions:home"),
            Ask("BNFT-03", _("惠在平台：引进生产服务和便民服务"), "network:home"),
            Ask("BNFT-04", _("惠在资源：整合多方力量"), "network:providers"),
            Ask("BNFT-05", _("群众事务党员干部代理"), "proxies:home"),
            Ask("BNFT-06", _("三室三代：代言、代办、代理"), "studios:home"),
            Ask("BNFT-07", _("三级联动，办不了的往上一级"), "network:home"),
            Ask("SYS-08", _("城乡、部门、县区、新社会阶层联动"), "unions:home"),
        ),
        coverage=(
            Coverage(
                _("村、社区的服务中心"), "centres.formal", "centres.effective",
                _("中心开办，必办的都在办；有效：近一年的诉求按时办好、本人确认的够多"),
            ),
            Coverage(
                _("村和社区"), "network.formal", "network.effective",
                _("有站点、有人在岗；有效：近一年的诉求按时办好、本人确认的够多"),
            ),
        ),
        groups=(UNIONS, STUDIOS, PROXIES, NETWORK, MATTERS),
        doors=(
            Door(_("联建"), "unions:home", _("谁和谁联、目标、项目、到期一起评"),
                 Duty.FIGURES_SEE),
            Door(_("代表工作室"), "studios:home", _("在哪里、几点接待、收下的事办到哪里"),
                 Duty.SERVICES_SEE),
            Door(_("群众事务代办"), "proxies:home", _("谁替群众跑、委托到哪天、交到没有"),
                 Duty.MATTERS_SEE),
            Door(_("三级网络"), "network:home", _("站点、在岗的人、服务和价格"), Duty.SERVICES_SEE),
            Door(_("外面来帮的"), "network:providers", _("企业、社会组织、机关的协议"),
                 Duty.SERVICES_SEE),
        ),
        practices=practices,
        matters=(unions.to_sign, unions.to_review, unions.to_end, providers_ending,
                 proxies.mandates_ending, papers_due),
    )
)  # fmt: skip
