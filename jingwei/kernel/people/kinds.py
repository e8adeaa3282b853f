"""What states may a person, a membership and a post be in? Names from the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    FULL = "full", _("正式党员")
    PROBATIONARY = "probationary", _("预备党员")


class State(models.TextChoices):
    NORMAL = "normal", _("正常")
    SUSPENDED = "suspended", _("停止党籍")


class Home(models.TextChoices):
    HOME = "home", _("组织关系所在支部")
    HOST = "host", _("流动党员接收支部")
    ACTIVITY = "activity", _("活动所在支部")


class Began(models.TextChoices):
    """How a stretch of membership began. OPENING is what the city brought with it."""

    OPENING = "opening", _("期初")
    ADMITTED = "admitted", _("发展入党")
    TRANSFERRED_IN = "transferred_in", _("转入")
    RESTORED = "restored", _("恢复党籍")
    CONTINUED = "continued", _("类别或状态变化")
    MOVED = "moved", _("内部调整")


class Ended(models.TextChoices):
    TRANSFERRED_OUT = "transferred_out", _("转出")
    DIED = "died", _("去世")
    LEFT = "left", _("退党、除名等出党")
    CONTINUED = "continued", _("类别或状态变化")
    MOVED = "moved", _("内部调整")
    MERGED = "merged", _("合并重复档案")
    WITHDRAWN = "withdrawn", _("撤销导入")


class Title(models.TextChoices):
    """Posts of an organisation; the order is the order of listing."""

    SECRETARY = "secretary", _("书记")
    DEPUTY = "deputy", _("副书记")
    ORGANISATION = "organisation", _("组织委员")
    PUBLICITY = "publicity", _("宣传委员")
    DISCIPLINE = "discipline", _("纪检委员")
    UNITED_FRONT = "united_front", _("统战委员")
    YOUTH = "youth", _("青年委员")
    MEMBER = "member", _("委员")
    GROUP_LEAD = "group_lead", _("党小组长")
    CONTACT = "contact", _("党务联系人")
    INSTRUCTOR = "instructor", _("党建工作指导员")


class Sex(models.TextChoices):
    """GB/T 2261.1-2003."""

    UNKNOWN = "0", _("未知")
    MALE = "1", _("男")
    FEMALE = "2", _("女")
    UNSAID = "9", _("未说明")
