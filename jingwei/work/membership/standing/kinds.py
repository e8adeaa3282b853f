"""In which states is a member who is away, out of contact, abroad or leaving?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Why(models.TextChoices):
    """Why a member is away without a transfer."""

    WORK = "work", _("外出务工经商")
    FAMILY = "family", _("随亲属居住")
    GRADUATE = "graduate", _("毕业后没有落实去向")
    OTHER = "other", _("其他")


class FloatingState(models.TextChoices):
    AWAY = "away", _("外出，本支部联系")
    ASKED = "asked", _("等流入地支部接收")
    LIVING = "living", _("在流入地参加组织生活")
    RETURNED = "returned", _("已返回")
    ENDED = "ended", _("组织关系已不在这里")


class LostState(models.TextChoices):
    SEARCHING = "searching", _("查找中")
    LOST = "lost", _("已认定失联")
    SUSPENDED = "suspended", _("已停止党籍")
    FOUND = "found", _("已取得联系")
    HANDED = "handed", _("已转组织处置程序")
    ENDED = "ended", _("组织关系已不在这里")


class Situation(models.TextChoices):
    """失联情形: the code of the form in use."""

    WORK = "1", _("外出务工经商")
    FIRM = "2", _("单位改制或破产")
    GRADUATE = "3", _("毕业后去向不明")
    CHANGED = "4", _("工作单位改变")
    ABROAD = "5", _("出国（境）")
    MOVED = "6", _("居住地改变")
    OTHER = "7", _("其他")


class OrgClass(models.TextChoices):
    """党组织类别 of the same form."""

    STATE = "1", _("国有企业")
    PRIVATE = "2", _("非公有制企业")
    RURAL = "3", _("农村")
    ORGAN = "4", _("党政机关")
    SCHOOL = "5", _("学校")
    INSTITUTION = "6", _("其他事业单位")
    COMMUNITY = "7", _("街道社区")
    SOCIAL = "8", _("社会组织")
    OTHER = "9", _("其他")


class Search(models.TextChoices):
    """Ways to look for somebody."""

    PHONE = "phone", _("电话、短信")
    VISIT = "visit", _("上门")
    FAMILY = "family", _("问家人、亲友")
    UNIT = "unit", _("问工作单位")
    POLICE = "police", _("请公安机关协助")
    OTHER = "other", _("其他")


class AbroadState(models.TextChoices):
    ABROAD = "abroad", _("在国（境）外")
    SUSPENDED = "suspended", _("已停止党籍")
    BACK = "back", _("已回国")
    ENDED = "ended", _("组织关系已不在这里")


class Abroad(models.TextChoices):
    STUDY = "study", _("出国（境）学习")
    WORK = "work", _("因公工作")
    SETTLED = "settled", _("定居")
    OTHER = "other", _("其他")


class LeavingState(models.TextChoices):
    ASKED = "asked", _("本人提出退党")
    TALKED = "talked", _("支部谈过话")
    MET = "met", _("支部大会讨论过")
    LEFT = "left", _("已退党")
    STAYED = "stayed", _("本人收回，继续留下")
    ENDED = "ended", _("组织关系已不在这里")


class How(models.TextChoices):
    """How somebody away was reached."""

    PHONE = "phone", _("电话")
    MESSAGE = "message", _("信息、视频")
    VISIT = "visit", _("见面")
    LETTER = "letter", _("书信、邮件")


class Served(models.TextChoices):
    """How a notice came to whom it is for."""

    HAND = "hand", _("当面送达，本人签收")
    UNSIGNED = "unsigned", _("当面送达，没有签收")
    POST = "post", _("邮寄")
    FAMILY = "family", _("成年亲属转交")
    BRANCH = "branch", _("支部签收")
    PUBLIC = "public", _("公告送达")
