"""Which topics, groups of learners and states are there? Names from the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What a course is about, and what the need survey asks for."""

    PARTY_WORK = "party_work", _("党务实务")
    GOVERNANCE = "governance", _("基层治理")
    MASSES = "masses", _("群众工作")
    LAW = "law", _("法律和调解")
    INDUSTRY = "industry", _("产业和集体经济")
    SAFETY = "safety", _("安全和应急")
    SERVICE = "service", _("服务和便民")
    DIGITAL = "digital", _("电脑和手机")
    THEORY = "theory", _("理论和党章")
    OTHER = "other", _("其他")


class TargetGroup(models.TextChoices):
    """For whom the five demonstration classes of the article are held."""

    TOWNSHIP_CHIEFS = "township_chiefs", _("乡镇（街道）党政正职")
    VILLAGE_HEADS = "village_heads", _("村（社区）“两委”正职")
    DOUBLE_STRONG = "double_strong", _("“双强”型村（社区）干部")
    GRADUATES = "graduates", _("大学生村官")
    PRIVATE_FIRMS = "private_firms", _("非公企业党组织书记")


class ClassKind(models.TextChoices):
    """What kind of class a roster of past training names."""

    CENTRAL = "central", _("集中培训")
    MODEL = "model", _("示范培训")
    APPLICANTS = "applicants", _("发展对象培训")
    CHOSEN = "chosen", _("选学课程")
    OTHER = "other", _("其他")


class CourseState(models.TextChoices):
    DRAFT = "draft", _("没发布")
    OPEN = "open", _("正在报名")
    CLOSED = "closed", _("报名结束")
    DONE = "done", _("已结课")
    CANCELLED = "cancelled", _("不开了")


class ProgrammeState(models.TextChoices):
    PLANNED = "planned", _("筹备")
    OPEN = "open", _("正在办")
    DONE = "done", _("已结业")
    CANCELLED = "cancelled", _("不办了")


class Seat(models.TextChoices):
    """Where somebody who asked for a seat stands."""

    ENROLLED = "enrolled", _("已报上")
    WAITING = "waiting", _("候补")
    WITHDRAWN = "withdrawn", _("已退出")


class Use(models.TextChoices):
    """What a learner says of a class, without a name and never as a number."""

    USED = "used", _("用得上")
    PARTLY = "partly", _("有些用得上")
    NOT = "not", _("不大用得上")
