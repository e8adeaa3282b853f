"""What states, ways and offices does an election know? Names from the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.people.kinds import Title


class State(models.TextChoices):
    PLANNING = "planning", _("拟方案")
    ASKED = "asked", _("方案已上报")
    AGREED = "agreed", _("方案已批")
    NOTICED = "noticed", _("已通知，正在提名")
    NAMED = "named", _("候选人已上报")
    LISTED = "listed", _("候选人已批")
    MET = "met", _("正在选举")
    CHOSEN = "chosen", _("班子已选出")
    REPORTED = "reported", _("结果已上报")
    DONE = "done", _("已批准任职")
    STOPPED = "stopped", _("已终止")


class Way(models.TextChoices):
    """Who votes: all members, or delegates whom they elect first."""

    MEMBERS = "members", _("党员大会")
    DELEGATES = "delegates", _("党员代表大会")


class Variant(models.TextChoices):
    TERM = "term", _("换届选举")
    OPEN_DIRECT = "open_direct", _("公推直选")


class Office(models.TextChoices):
    COMMITTEE = "committee", _("委员")
    SECRETARY = "secretary", _("书记")
    DEPUTY = "deputy", _("副书记")
    DELEGATE = "delegate", _("党员代表")


class Side(models.TextChoices):
    """Who recommended a candidate; 公推直选 hears all three."""

    MEMBERS = "members", _("党员推荐")
    RESIDENTS = "residents", _("群众推荐")
    ORGANISATION = "organisation", _("组织推荐")


class Outcome(models.TextChoices):
    """What one round came to."""

    DECIDED = "decided", _("已选满")
    SHORT = "short", _("没有选满")
    TIED = "tied", _("票数相等，要再投一次")
    VOID = "void", _("选举无效，要重新投票")


class DelegateState(models.TextChoices):
    """Where an elected delegate stands until the meeting."""

    ELECTED = "elected", _("已当选，等资格审查")
    QUALIFIED = "qualified", _("资格有效")
    REJECTED = "rejected", _("资格无效")
    VACATED = "vacated", _("出缺")


class Vacated(models.TextChoices):
    """Why a delegate does not go; decided by nobody here, only noted."""

    MOVED = "moved", _("组织关系转走")
    RESIGNED = "resigned", _("本人辞去代表")
    DIED = "died", _("去世")
    RIGHTS = "rights", _("不再有选举权")
    OTHER = "other", _("其他原因")


HERE = (DelegateState.ELECTED, DelegateState.QUALIFIED)
"""States in which the seat of a delegate is taken."""

TITLES = tuple(
    (title.value, title.label)
    for title in (
        Title.ORGANISATION, Title.PUBLICITY, Title.DISCIPLINE, Title.UNITED_FRONT, Title.YOUTH,
        Title.MEMBER,
    )
)  # fmt: skip
"""What a member of the committee looks after, once the committee has divided its work."""

NEXT: dict[State, object] = {
    State.PLANNING: _("写好换届方案并上报"), State.AGREED: _("通知党员，开始提名"),
    State.NOTICED: _("提名候选人并上报"), State.LISTED: _("开会选举"),
    State.MET: _("记下计票结果"), State.CHOSEN: _("选书记、副书记，上报结果"),
    State.ASKED: _("批复换届方案"), State.NAMED: _("审查候选人"),
    State.REPORTED: _("批复选举结果"),
}  # fmt: skip
"""What is to be done next in a state, for the page of today."""
