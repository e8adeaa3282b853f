"""Where does a dual link stand, why is there one, and what lies on which side?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkState(models.TextChoices):
    """A side that wants to end it waits for the other; the member need wait for nobody."""

    PROPOSED = "proposed", _("等本人同意")
    WISHED = "wished", _("等组织关系所在支部同意")
    ASKED = "asked", _("等居住地支部接收")
    LINKED = "linked", _("两边管理")
    RETURNING = "returning", _("组织关系所在支部提出结束，等居住地支部同意")
    ENDING = "ending", _("居住地支部提出结束，等组织关系所在支部同意")
    DECLINED = "declined", _("没有接收")
    WITHDRAWN = "withdrawn", _("本人不同意，或收回了")
    ENDED = "ended", _("已结束")


ENDS = (LinkState.DECLINED, LinkState.WITHDRAWN, LinkState.ENDED)
RUNNING = (LinkState.LINKED, LinkState.RETURNING, LinkState.ENDING)


class Why(models.TextChoices):
    """Why the relation stays where it is."""

    SHARES = "shares", _("原村的集体股份和分红")
    LAND = "land", _("原村的承包地、宅基地")
    VOTE = "vote", _("原村的选举和表决")
    OTHER = "other", _("其他")


class Side(models.TextChoices):
    HOME = "home", _("组织关系所在支部")
    HERE = "here", _("居住地支部")


WHERE = (
    (Side.HOME, _("组织关系、党籍、党员统计")),
    (Side.HOME, _("党内选举和表决")),
    (Side.HOME, _("党费")),
    (Side.HOME, _("民主评议")),
    (Side.HOME, _("处分和组织处置")),
    (Side.HERE, _("经常参加的组织生活、主题党日")),
    (Side.HERE, _("楼栋、网格和小区里的服务")),
    (Side.HERE, _("有困难先找谁")),
)
"""What lies where; the same for every link, so that nothing of it is bargained for."""
