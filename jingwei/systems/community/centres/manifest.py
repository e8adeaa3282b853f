"""What do centres offer to the register? Their words; the menu entry is that of the system."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import concern, verbs
from jingwei.systems.community.centres import concerns
from jingwei.systems.community.centres.points import centres
from jingwei.work.catalogue.points import Sort, points

verbs(
    {
        "centres.centre.open": _("开办中心"),
        "centres.centre.change": _("改中心"),
        "centres.centre.place": _("定位置"),
        "centres.centre.end": _("停办中心"),
        "centres.centre.close_days": _("写服务中心哪几天关门"),
        "centres.centre.reopen_days": _("去掉服务中心关门"),
        "centres.centre.offer": _("加要办的事项"),
        "centres.centre.stop": _("停办一项"),
        "centres.category.add": _("加一类服务"),
        "centres.item.add": _("加一项服务"),
        "centres.item.change": _("改事项"),
        "centres.item.end": _("从目录里去掉"),
        "centres.proposal.say": _("提建议"),
        "centres.proposal.answer": _("答复建议"),
    }
)
concern(concerns.proposals_to_answer)
points(Sort("centre", _("服务中心"), centres))
