"""What do transfers offer to the register? Their flow, a menu entry, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import MenuItem, flow, menu_item
from jingwei.work.membership.transfers.flows import TRANSFER

flow(TRANSFER)
menu_item(
    MenuItem("transfers", _("组织关系转接"), "transfers:desk", "list", 34, Duty.MEMBERS_SEE)
)
