"""What does the grid worker's phone offer to the register? A menu entry for the role, a term."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import MenuItem, menu_item, retention
from jingwei.systems.community.phone import retention as keeping

menu_item(
    MenuItem(
        "phone",
        _("网格今日"),
        "phone:home",
        "phone",
        43,
        Duty.MATTERS_HANDLE,
        group="services",
        roles=("cadre",),
        on_phone=True,
    )
)
for rule in keeping.declared():
    retention(rule)
