"""What do the annual statistics offer to the register? A menu entry, their tables and words."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import MenuItem, menu_item, verbs
from jingwei.work.membership.statistics.registered import annual_tables
from jingwei.work.membership.statistics.tables import TABLES

menu_item(
    MenuItem(
        "statistics",
        _("党内统计年报"),
        "statistics:home",
        "data",
        46,
        Duty.MEMBERS_SEE,
        group="data",
    )
)
annual_tables(*TABLES)
verbs({"statistics.report.freeze": _("年报定稿")})
