"""Where may a transfer lead, for which reasons, and what states does it pass?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    WITHIN = "within", _("市内转接")
    OUT = "out", _("转往市外")
    IN = "in", _("市外转入")


class State(models.TextChoices):
    """The first group lies between two branches of this city, then out of it, then into it."""

    REQUESTED = "requested", _("待转出")
    SENT = "sent", _("已转出，等接收")
    RETURNED = "returned", _("已退回，待补办")
    PREPARED = "prepared", _("待开介绍信")
    LETTER = "letter", _("介绍信已开，等回执")
    RECEIVED = "received", _("收到介绍信，待接收")
    ACCEPTED = "accepted", _("已接收")
    DECLINED = "declined", _("没有接收，已退回")
    WITHDRAWN = "withdrawn", _("已撤回")


ENDS = (State.ACCEPTED, State.DECLINED, State.WITHDRAWN)
BEFORE = (State.REQUESTED, State.RETURNED, State.PREPARED)
"""The sender has to act next."""

UNDER_WAY = tuple(state for state in State if state not in ENDS)


class Why(models.TextChoices):
    WORK = "work", _("工作单位变动")
    HOME = "home", _("常住地变动")
    AWAY = "away", _("长期外出，地点固定")
    STUDY = "study", _("升学、毕业")
    RETIRED = "retired", _("离退休")
    BRANCH = "branch", _("支部调整")
    OTHER = "other", _("其他")


class Refusal(models.TextChoices):
    """Why a receiving branch sends a transfer back. There is no sending back without a reason."""

    NOT_OURS = "not_ours", _("本人不在本支部单位或辖区")
    PAPERS = "papers", _("档案或材料不全")
    DETAILS = "details", _("信息有误")
    UNREACHED = "unreached", _("联系不上本人")
    CHANGED = "changed", _("本人改变去向")
    OTHER = "other", _("其他，写在说明里")
