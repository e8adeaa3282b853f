"""With which kinds of groups does a county begin, and what may an activity be tied to?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_SORTS = (
    ("老干部理事会", "离退休干部议大事、当参谋、调解纠纷"),
    ("特色文体协会", "文艺、体育、非遗，天天有人带"),
    ("志愿服务队", "上门、义诊、巡楼、护学"),
    ("邻里互助组", "一栋楼、一个小区里互相搭把手"),
)
"""The article names the first two; a county or city says what else there is."""


class Tie(models.TextChoices):
    """The record an activity stands on."""

    MATTER = "matter", _("办过的诉求")
    MEETING = "meeting", _("组织生活")
    SITTING = "sitting", _("社区机构的会议")
    NONE = "none", _("没有对应的记录")
