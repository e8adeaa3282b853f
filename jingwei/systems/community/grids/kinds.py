"""Which kinds of communities, slots, grids, roles and groups are there? Names of the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Formation(models.TextChoices):
    """How a community came to be. The list is open: ``other`` is said in words."""

    OLD = "old", _("老社区")
    NEW_RELOCATED = "new_relocated", _("新型社区（农民集中居住）")
    NEW_ESTATE = "new_estate", _("商品房社区")
    MIXED = "mixed", _("混合社区")
    OTHER = "other", _("其他")


class SlotKind(models.TextChoices):
    """一体、两翼 and the supporting committees."""

    BODY = "body", _("一体")
    WING = "wing", _("两翼")
    SUPPORT = "support", _("支撑委员会")


class Chain(models.TextChoices):
    ORGANISATION = "organisation", _("组织链")
    MANAGEMENT = "management", _("管理链")
    SERVICE = "service", _("服务链")


class TroubleKind(models.TextChoices):
    """The four troubles of the article."""

    RESOURCES = "resources", _("资源难整合")
    MANAGEMENT = "management", _("管理难融合")
    INTERESTS = "interests", _("利益难调整")
    SERVICE = "service", _("服务难到位")


class Use(models.TextChoices):
    """What a building is used for; a place, never who lives there."""

    RESIDENTIAL = "residential", _("住宅")
    SHOP = "shop", _("商铺")
    OFFICE = "office", _("办公")
    PUBLIC = "public", _("公共")
    OTHER = "other", _("其他")


class GridKind(models.TextChoices):
    BASE = "base", _("基础网格")
    SPECIAL = "special", _("专属网格")


class GridRole(models.TextChoices):
    """Who takes part in a grid. Any of them may lead; the list is open."""

    CADRE = "cadre", _("社区干部")
    GRID_WORKER = "grid_worker", _("网格员")
    MEMBER_HOUSEHOLD = "member_household", _("党员中心户")
    OTHER = "other", _("其他")


THREE = (GridRole.CADRE, GridRole.GRID_WORKER, GridRole.MEMBER_HOUSEHOLD)
"""The three kinds of responsible people of the article."""


class Asking(models.TextChoices):
    """How it came that a matter is asked of a grid."""

    RULE = "rule", _("按分派规则")
    PLACE = "place", _("按地点建议")
    PERSON = "person", _("由人指定")


SLOTS = (
    (SlotKind.BODY, "社区党组织"),
    (SlotKind.WING, "社区公共服务中心"),
    (SlotKind.WING, "社区居民委员会"),
    (SlotKind.SUPPORT, "社区共建协调委员会"),
    (SlotKind.SUPPORT, "两新组织党建工作指导委员会"),
    (SlotKind.SUPPORT, "社区党建工作委员会"),
    (SlotKind.SUPPORT, "党员服务群众联络委员会"),
)
"""一体两翼三会 as the article names it: four bodies stand under 三会. A county may say it anew."""
