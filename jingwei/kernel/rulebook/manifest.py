"""What does the rulebook offer to the register? The words of its ledger lines."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import verbs

verbs(
    {
        "rulebook.rule.ask": _("申请修改制度数字"),
        "rulebook.rule.agree": _("修改制度数字"),
        "rulebook.rule.decline": _("没有同意修改制度数字"),
        "rulebook.calendar.day": _("改工作日历的一天"),
        "rulebook.calendar.year": _("录入一年的放假和调休"),
    }
)
