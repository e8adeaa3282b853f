"""What do communities and grids offer to the register? Their words, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import concern, notice_kind, reaction, verbs
from jingwei.systems.community.grids import asking, concerns, locating
from jingwei.work.matters.leads import Leads, leads
from jingwei.work.matters.where import locator

verbs(
    {
        "grids.community.enter": _("登记社区"),
        "grids.community.change": _("改社区"),
        "grids.slots.set": _("定社区的机构"),
        "grids.seat.take": _("进社区机构"),
        "grids.seat.leave": _("离开社区机构"),
        "grids.trouble.answer": _("定“四难”由谁负责"),
        "grids.building.add": _("登记楼栋"),
        "grids.building.end": _("撤销楼栋"),
        "grids.contact.agree": _("登记楼道联系人"),
        "grids.contact.withdraw": _("楼道联系人不做了"),
        "grids.contacts.take": _("导出楼道联系人"),
        "grids.layout.lay": _("划网格"),
        "grids.border.draw": _("划社区边界"),
        "grids.matter.place": _("诉求按地点归到网格"),
        "grids.matter.ask": _("诉求请网格牵头人"),
        "grids.assignment.begin": _("到网格"),
        "grids.assignment.end": _("离开网格"),
    }
)
concern(concerns.vacant_grids)
locator(locating.located)
notice_kind(asking.KIND, _("网格里有诉求"))
for verb in ("receive", "arrive", "accept"):
    reaction(f"matters.matter.{verb}", asking.after_a_matter, name="grids.asked")
for verb in ("redirect", "close", "close_confirmed", "close_silent", "withdraw"):
    reaction(f"matters.matter.{verb}", asking.after_an_end, name="grids.ended")
leads(Leads(asking.answering, "grids:ask", asking.after_taking_back))
