"""In which states is what people ask, by which door did it come, and what is it about?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    RECEIVED = "received", _("待受理")
    ACCEPTED = "accepted", _("已受理")
    REDIRECTED = "redirected", _("已指路")
    ASSIGNED = "assigned", _("已交办")
    IN_PROGRESS = "in_progress", _("办理中")
    WAITING_RESIDENT = "waiting_resident", _("等本人补充")
    WAITING_OTHER = "waiting_other", _("等别的单位")
    ANSWERED = "answered", _("已答复")
    CONFIRMED = "confirmed", _("本人已确认")
    DISPUTED = "disputed", _("本人要求重办")
    CLOSED = "closed", _("已办结")


ENDS = (State.REDIRECTED, State.CLOSED)
OPEN = tuple(state for state in State if state not in ENDS)


class Category(models.TextChoices):
    """What is asked for; it decides the promise. The first one said is kept."""

    ADVICE = "advice", _("咨询")
    ERRAND = "errand", _("办事")
    COMPLEX = "complex", _("求助、报修、建议")
    COMPLAINT = "complaint", _("投诉")
    MEDIATION = "mediation", _("调解")


class Channel(models.TextChoices):
    WINDOW = "window", _("窗口")
    PHONE = "phone", _("电话")
    WEB = "web", _("网页")
    CODE = "code", _("扫码")
    GRID = "grid", _("网格员")
    DELEGATE = "delegate", _("党代表")
    HOTLINE = "hotline", _("12345")


class Outcome(models.TextChoices):
    """How it ended. Silence is no consent: it is counted apart."""

    CONFIRMED = "confirmed", _("本人确认办好")
    SILENT = "silent", _("答复后没有回音")
    REDIRECTED = "redirected", _("指路到别处")
    WITHDRAWN = "withdrawn", _("本人撤回")


class Grade(models.IntegerChoices):
    """Five grades of the review of public services."""

    VERY_GOOD = 5, _("非常满意")
    GOOD = 4, _("满意")
    FAIR = 3, _("基本满意")
    BAD = 2, _("不满意")
    VERY_BAD = 1, _("非常不满意")


LEVELS = ((1, _("村、社区")), (2, _("镇、街道")), (3, _("市、县")))


class Kind(models.TextChoices):
    """What sort of matter it is; some sorts have fields and days of their own."""

    SERVICE = "service", _("服务诉求")
    GRID = "grid", _("网格事项")
    PROXY = "proxy", _("事务代办")
    VOICE = "voice", _("诉求代言")
    BENEFIT = "benefit", _("惠民代理")
    MERCHANT = "merchant", _("投诉商户")
    OFFICE = "office", _("投诉单位")
    FAMILY = "family", _("家庭、邻里调解")
    LABOUR = "labour", _("劳动争议调解")
    SYSTEM = "system", _("对本系统的意见")


class OnDays(models.TextChoices):
    """On which days a rule of dispatch holds; the State's calendar decides."""

    WORKING = "working", _("工作日")
    OFF = "off", _("休息日")


class Ended(models.TextChoices):
    """What became of a paper that was taken for an errand."""

    RETURNED = "returned", _("已退还")
    ERASED = "erased", _("已销毁")
