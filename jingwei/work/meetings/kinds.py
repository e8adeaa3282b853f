"""What kinds of gathering, excuse, vote and talk are there? Names from the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """三会一课 and what else an organ holds; one gathering may serve several."""

    MEMBER_MEETING = "member_meeting", _("党员大会")
    COMMITTEE_MEETING = "committee_meeting", _("支委会")
    GROUP_MEETING = "group_meeting", _("党小组会")
    LECTURE = "lecture", _("党课")
    THEME_DAY = "theme_day", _("主题党日")
    ORG_LIFE_MEETING = "org_life_meeting", _("组织生活会")
    APPRAISAL = "appraisal", _("民主评议党员")


class State(models.TextChoices):
    PLANNED = "planned", _("已安排")
    DRAFT = "draft", _("没记完")
    CLOSED = "closed", _("已记录")
    CANCELLED = "cancelled", _("没有开")


class Presence(models.TextChoices):
    PRESENT = "present", _("到会")
    EXCUSED = "excused", _("请假")
    ABSENT = "absent", _("缺席")


class Excuse(models.TextChoices):
    """Why somebody asked for leave; never an illness by name (DOMAIN 2.1, must not)."""

    WORK = "work", _("工作")
    AWAY = "away", _("外出")
    PERSONAL = "personal", _("个人原因")
    OTHER = "other", _("其他")


class Way(models.TextChoices):
    BALLOT = "ballot", _("无记名投票")
    HANDS = "hands", _("举手")


class TalkKind(models.TextChoices):
    AMONG_COMMITTEE = "among_committee", _("支委之间")
    WITH_MEMBER = "with_member", _("支委和党员")
    AMONG_MEMBERS = "among_members", _("党员之间")
