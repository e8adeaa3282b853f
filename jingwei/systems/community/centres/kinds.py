"""Of which kinds are centres and proposals?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jingwei.work.catalogue.kinds import ItemKind, Ring

__all__ = ["WEEKDAYS", "CentreLevel", "ItemKind", "ProposalKind", "ProposalState", "Ring"]


class CentreLevel(models.TextChoices):
    COMMUNITY = "community", _("社区")
    VILLAGE = "village", _("村")
    TOWN = "town", _("镇、街道")
    COUNTY = "county", _("县（市、区）")


class ProposalKind(models.TextChoices):
    ADD = "add", _("增加")
    DROP = "drop", _("取消")


class ProposalState(models.TextChoices):
    OPEN = "open", _("等答复")
    ADOPTED = "adopted", _("采纳")
    DECLINED = "declined", _("没有采纳")


WEEKDAYS = (
    (1, _("周一")), (2, _("周二")), (3, _("周三")), (4, _("周四")), (5, _("周五")),
    (6, _("周六")), (7, _("周日")),
)  # fmt: skip
