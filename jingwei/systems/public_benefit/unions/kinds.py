"""Which kinds of unions, roles, projects and states are there? Names from the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnionKind(models.TextChoices):
    """Who joins with whom: the article's union across borders, and the agreements of SYS-08."""

    CROSS_AREA = "cross_area", _("跨区域联建")
    URBAN_RURAL = "urban_rural", _("城乡结对")
    DEPARTMENT = "department", _("部门联动")
    COUNTY_COUNTY = "county_county", _("县区互动")
    NEW_STRATA = "new_strata", _("新社会阶层联动")
    MASS = "mass", _("群团联动")
    ENTERPRISE = "enterprise", _("企业联动")


class Principle(models.TextChoices):
    """By what the members help one another, as the article says it."""

    SHARE = "share", _("资源共享")
    COMPLEMENT = "complement", _("优势互补")
    STRONG_HELPS_WEAK = "strong_helps_weak", _("以强带弱")


class Occasion(models.TextChoices):
    """What the union came from. A merger of towns or villages leaves joint matters behind."""

    TOWNSHIPS_MERGED = "townships_merged", _("乡镇合并后")
    VILLAGES_MERGED = "villages_merged", _("村合并后")
    OTHER = "other", _("其他")


class UnionState(models.TextChoices):
    PROPOSED = "proposed", _("等各方签")
    SIGNED = "signed", _("各方已签")
    RUNNING = "running", _("进行中")
    REVIEWED = "reviewed", _("评过，等决定")
    ENDED = "ended", _("已结束")
    WITHDRAWN = "withdrawn", _("没有签成")


ENDS = (UnionState.ENDED, UnionState.WITHDRAWN)
IN_FORCE = (UnionState.RUNNING, UnionState.REVIEWED)


class PartyRole(models.TextChoices):
    HELPER = "helper", _("帮扶方")
    HELPED = "helped", _("受助方")
    MEMBER = "member", _("参加方")


class ProjectKind(models.TextChoices):
    """What a joint project is about, as the article lists it."""

    INDUSTRY = "industry", _("产业结构调整")
    LAND = "land", _("土地流转")
    PROCESSING = "processing", _("加工企业")
    OTHER = "other", _("其他")


class ProjectState(models.TextChoices):
    PLANNED = "planned", _("在做")
    DONE = "done", _("做成了")
    DROPPED = "dropped", _("不做了")
