"""What do the shell's own pages offer to the menu? The order is that of a day's work."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import MenuItem, MeSection, me_section, menu_item
from jingwei.shell.notices import told as notices
from jingwei.shell.today import manifest as today

__all__ = ["today"]  # what waits on the page of today, declared by its own folder

menu_item(MenuItem("today", _("今日待办"), "today:home", "today", 10, group="today"))
menu_item(MenuItem("orgs", _("组织"), "orgs:home", "org", 20, Duty.ORGS_SEE, group="orgs"))
menu_item(
    MenuItem("members", _("党员"), "members:list", "member", 30, Duty.MEMBERS_SEE, group="members")
)
menu_item(MenuItem("figures", _("总览"), "figures:overview", "weave", 40, Duty.FIGURES_SEE))
menu_item(MenuItem("ledger", _("台账"), "ledger:home", "lock", 85, Duty.LEDGER_READ, group="data"))
menu_item(
    MenuItem(
        "rulebook", _("制度数字"), "rulebook:home", "rules", 90, Duty.RULES_KEEP, group="rules"
    )
)

me_section(
    MeSection(
        "notices", _("给我的通知"), "notices/_mine.html", context=notices.mine,
        told=notices.mine_told, order=20,
    )
)  # fmt: skip
