"""What do groups offer to the register? Their words and the member's own part."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import MeSection, me_section, verbs
from jingwei.systems.community.groups import mine

verbs(
    {
        "groups.sorts.set": _("定服务团队的类别"),
        "groups.group.begin": _("成立服务团队"),
        "groups.group.change": _("改服务团队"),
        "groups.group.end": _("服务团队停了"),
        "groups.member.serve": _("党员进服务团队"),
        "groups.member.stop": _("党员离开服务团队"),
        "groups.deed.note": _("记服务团队做的事"),
    }
)
me_section(
    MeSection("groups", _("我在的服务团队"), "groups/_mine.html", mine.shown, mine.told, order=65)
)
