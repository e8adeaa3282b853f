"""What do organisations and units offer to the register? The words of their ledger lines."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import verbs

verbs(
    {
        "orgs.organisation.found": _("设立组织"),
        "orgs.organisation.rename": _("更名"),
        "orgs.organisation.move": _("调整隶属"),
        "orgs.organisation.dissolve": _("撤销组织"),
        "orgs.organisation.begin_term": _("登记换届"),
        "orgs.organisation.end_term": _("结束任期"),
        "orgs.organisation.edit_contact": _("更新联系方式"),
        "orgs.organisation.tie_unit": _("更新所在单位"),
        "orgs.organisation.begin_dual": _("纳入双重管理"),
        "orgs.organisation.end_dual": _("结束双重管理"),
        "orgs.organisation.tie": _("登记组织间关系"),
        "orgs.organisation.untie": _("结束组织间关系"),
        "orgs.unit.open": _("登记单位"),
        "orgs.unit.edit": _("更新单位信息"),
        "orgs.unit.rename": _("单位更名"),
        "orgs.unit.close": _("注销单位"),
        "orgs.unit.entrust": _("移交单位"),
    }
)
