"""What kinds of organisation, unit and edge are there? Names from the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrgKind(models.TextChoices):
    LOCAL_COMMITTEE = "local_committee", _("地方党委")
    DEPARTMENT = "department", _("党委工作部门")
    PARTY_COMMITTEE = "party_committee", _("基层党委")
    WORKING_COMMITTEE = "working_committee", _("党工委")
    LEADING_GROUP = "leading_group", _("党组")
    SECTOR_COMMITTEE = "sector_committee", _("行业党委")
    PARK_COMMITTEE = "park_committee", _("园区党委")
    DISTRICT_COMMITTEE = "district_committee", _("商圈党委")
    GENERAL_BRANCH = "general_branch", _("党总支")
    PARTY_BRANCH = "party_branch", _("党支部")
    JOINT_BRANCH = "joint_branch", _("联合党支部")
    TEMPORARY_BRANCH = "temporary_branch", _("临时党支部")
    FLOATING_BRANCH = "floating_branch", _("流动党员党支部")
    FUNCTIONAL_ORG = "functional_org", _("功能型党组织")
    PARTY_GROUP = "party_group", _("党小组")


BRANCHES = (
    OrgKind.PARTY_BRANCH,
    OrgKind.JOINT_BRANCH,
    OrgKind.TEMPORARY_BRANCH,
    OrgKind.FLOATING_BRANCH,
)
"""Kinds that hold members of their own."""

COMMITTEES = (
    OrgKind.PARTY_COMMITTEE,
    OrgKind.SECTOR_COMMITTEE,
    OrgKind.PARK_COMMITTEE,
    OrgKind.DISTRICT_COMMITTEE,
)
"""Primary-level committees, for which R-O names a size."""

MEMBERLESS = (OrgKind.FUNCTIONAL_ORG, OrgKind.DEPARTMENT, OrgKind.LEADING_GROUP)
"""Kinds that are nobody's membership home."""


class UnitKind(models.TextChoices):
    COMMUNITY = "community", _("城市社区")
    VILLAGE = "village", _("建制村")
    STREET = "street", _("街道")
    TOWN = "town", _("乡镇")
    ORGAN = "organ", _("机关")
    INSTITUTION = "institution", _("事业单位")
    SCHOOL = "school", _("学校")
    STATE_FIRM = "state_firm", _("国有企业")
    PRIVATE_FIRM = "private_firm", _("非公有制企业")
    SOCIAL_ORG = "social_org", _("社会组织")
    PROJECT = "project", _("工程项目")
    PARK = "park", _("园区")
    BUSINESS_DISTRICT = "business_district", _("商圈")
    OTHER = "other", _("其他")


class Situation(models.TextChoices):
    """所在单位情况, item of the 2017 collection form."""

    SAME = "same", _("与上级党组织相同")
    LEGAL_UNIT = "legal_unit", _("法人单位")
    JOINT = "joint", _("联合党支部")


class EdgeKind(models.TextChoices):
    LEADS = "leads", _("隶属")
    DUAL_MANAGES = "dual_manages", _("双重管理")
    GUIDES = "guides", _("业务指导")
    JOINED_WITH = "joined_with", _("联建")
    CO_GOVERNS = "co_governs", _("共治")
    HOSTS = "hosts", _("驻在")
    TURNED_INTO = "turned_into", _("转为")


MUTUAL = (EdgeKind.JOINED_WITH, EdgeKind.CO_GOVERNS)
"""Ties of partners: neither end stands above the other."""

TIED_BY_HAND = (
    EdgeKind.DUAL_MANAGES,
    EdgeKind.GUIDES,
    EdgeKind.JOINED_WITH,
    EdgeKind.CO_GOVERNS,
    EdgeKind.HOSTS,
)
"""Kinds that a person ties and unties; LEADS comes of founding and moving, TURNED_INTO of a
worksheet."""
