"""What does the system 惠民党建 declare, so that it gets its page and its place in the menu?"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import address
from jingwei.kernel.register import MenuItem, menu_item
from jingwei.shell.systems.declare import Ask, Door, Practice, System, system
from jingwei.systems.public_benefit.unions import concerns as unions
from jingwei.systems.public_benefit.unions import queries as union_queries
from jingwei.systems.public_benefit.unions.indicators import UNIONS

menu_item(MenuItem("benefit", _("惠民党建"), "benefit:home", "swap", 48, Duty.FIGURES_SEE))


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
            Ask("SYS-08", _("城乡、部门、县区、新社会阶层联动"), "unions:home"),
        ),
        groups=(UNIONS,),
        doors=(
            Door(_("联建"), "unions:home", _("谁和谁联、目标、项目、到期一起评"),
                 Duty.FIGURES_SEE),
        ),
        practices=practices,
        matters=(unions.to_sign, unions.to_review, unions.to_end),
    )
)  # fmt: skip
