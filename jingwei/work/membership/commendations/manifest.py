"""What do commendations offer to the register? A menu entry, table 12, words, the own part."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import MenuItem, MeSection, me_section, menu_item, verbs
from jingwei.work.membership.commendations import annual, mine
from jingwei.work.membership.statistics.registered import annual_tables

menu_item(
    MenuItem(
        "commendations", _("党内表彰"), "commendations:home", "star", 37, Duty.MEMBERS_SEE,
        group="members",
    )
)  # fmt: skip
verbs(
    {
        "commendations.commendation.record": _("登记表彰"),
        "commendations.commendation.take_back": _("记撤销表彰"),
    }
)
annual_tables(annual.COMMENDED)
me_section(
    MeSection(
        "commendations", _("我受到的表彰"), "commendations/_mine.html", mine.shown, mine.told,
        order=64,
    )
)  # fmt: skip
