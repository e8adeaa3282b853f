"""What does the system 社区党建 declare, so that it gets its page and its place in the menu?"""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import MenuItem, menu_item
from jingwei.shell.systems.declare import Ask, Coverage, Door, System, system
from jingwei.systems.community.centres.indicators import CENTRES
from jingwei.systems.community.grids import concerns as grids
from jingwei.systems.community.grids.indicators import COMMUNITY as FIGURES
from jingwei.systems.community.groups.indicators import GROUPS
from jingwei.systems.community.links.indicators import LINKS
from jingwei.systems.community.measures.indicators import CIRCLE
from jingwei.systems.community.sittings.indicators import SITTINGS

menu_item(MenuItem("community", _("社区党建"), "community:home", "grid", 42, Duty.FIGURES_SEE))
for key, title, page, order in (
    ("communities", _("社区"), "grids:home", 44),
    ("grids", _("网格"), "grids:grids", 45),
    ("centres", _("便民服务中心"), "centres:home", 47),
):
    menu_item(MenuItem(key, title, page, "grid", order, Duty.SERVICES_SEE, group="services"))

COMMUNITY = system(
    System(
        key="community",
        title=_("社区党建"),
        purpose=_("组织进楼栋、党员进楼道，一格一人牵头，服务就在身边"),
        asks=(
            Ask("COMM-01", _("老社区和新型社区分类统筹，破解“四难”"), "measures:formations"),
            Ask("COMM-02", _("组织链：一体两翼，共建和联络的委员会"), "sittings:home"),
            Ask("COMM-03", _("组织进楼栋，党员进楼道"), "grids:home"),
            Ask("COMM-04", _("管理链：地域相近、布局合理、便于管理、确保实效"), "grids:grids"),
            Ask("COMM-05", _("社区干部、网格员、党员中心户每人包干一个网格"), "grids:grids"),
            Ask("COMM-06", _("网格里的事由包干的人牵头办"), "matters:home"),
            Ask("COMM-07", _("新市民党员双重管理，组织关系和组织生活不做“两张皮”"), "links:home"),
            Ask("COMM-08", _("服务链：服务中心九大类、四十多项"), "centres:home"),
            Ask("COMM-09", _("十分钟服务圈"), "centres:circle"),
            Ask("COMM-10", _("老干部理事会和特色服务团队"), "groups:home"),
        ),
        coverage=(
            Coverage(
                _("社区"),
                "grids.formal",
                "grids.effective",
                _("机构都有人、网格都有人牵头；有效：近一年的诉求按时答复，本人确认办好"),
            ),
        ),
        groups=(FIGURES, LINKS, SITTINGS, GROUPS, CENTRES, CIRCLE),
        doors=(
            Door(_("社区"), "grids:home", _("结构、楼栋、网格和人"), Duty.SERVICES_SEE),
            Door(_("网格"), "grids:grids", _("谁包干，哪里空着"), Duty.SERVICES_SEE),
            Door(_("四难"), "grids:troubles", _("靠哪条链，谁负责，看哪个数"), Duty.SERVICES_SEE),
            Door(
                _("网格地图"), "grids:map", _("看边界和楼栋，旁边有同样的清单"), Duty.SERVICES_SEE
            ),
            Door(
                _("分类统筹"),
                "measures:formations",
                _("老社区、新型社区分开看"),
                Duty.FIGURES_SEE,
            ),
            Door(_("机构的会议"), "sittings:home", _("谁来了，定了谁办什么事"), Duty.SERVICES_SEE),
            Door(_("新市民党员"), "links:home", _("关系在原村，生活在这里"), Duty.MEMBERS_SEE),
            Door(
                _("服务团队"),
                "groups:home",
                _("老干部理事会、文体协会，谁在里面"),
                Duty.SERVICES_SEE,
            ),
            Door(
                _("便民服务中心"), "centres:home", _("办什么、几点开、要带什么"), Duty.SERVICES_SEE
            ),
        ),
        matters=(grids.vacant_grids,),
    )
)
