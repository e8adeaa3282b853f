"""What do worksheets offer to the register? Their ledger words, and what they hand over."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import Assignable, assignable, verbs
from jingwei.kernel.worksheets import kernel_things as things

verbs(
    {
        "worksheets.worksheet.begin": _("起草组织调整"),
        "worksheets.worksheet.submit": _("提交组织调整"),
        "worksheets.worksheet.drop": _("放弃组织调整"),
        "worksheets.worksheet.execute": _("执行组织调整"),
        "worksheets.worksheet.undo": _("撤回组织调整"),
    }
)

assignable(Assignable("member", _("党员"), things.members, things.hand_over_members))
assignable(
    Assignable("position", _("任职"), things.positions, things.hand_over_positions, may_end=True)
)
assignable(Assignable("below", _("下级组织"), things.organisations, things.hand_over_organisations))
assignable(Assignable("unit", _("单位"), things.units, things.hand_over_units))
assignable(Assignable("tie", _("其他组织关系"), things.ties, things.hand_over_ties, may_end=True))
