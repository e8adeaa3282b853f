"""Which grounds does the regulation allow for which form, from which day? Dated data.

The article numbers are of the kind "as remembered" until the text is at hand: a new reading is a
new row with its first day, so that old cases keep the list they were decided under. One ground
stands here by its article alone: what it says is told nowhere, and a case keeps it sealed.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingwei.systems.competence.disposition.kinds import Form, Ground

SOURCE = "《中国共产党不合格党员组织处置办法》"
SINCE = date(2024, 6, 16)
R, A, S = Form.RECTIFY, Form.ADVISE_LEAVE, Form.STRIKE_OFF


@dataclass(frozen=True)
class Listed:
    """One ground of the list: ``code`` for programs, ``article`` for people, one form."""

    code: str
    form: str
    article: str
    title: Promise | str
    since: date = SINCE
    until: date | None = None
    situations: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def label(self) -> str:
        return f"{self.article} {self.title}".strip()


LIST = (
    Listed("rectify.ideals", R, "第七条第一项", _("理想信念不坚定")),
    Listed("rectify.article_7_2", R, "第七条第二项", ""),
    Listed("rectify.work", R, "第七条第三项", _("工作消极，不起先锋模范作用"),
           situations=(Ground.ROLE,)),
    Listed("rectify.tasks", R, "第七条第四项", _("不完成党组织分配的任务"),
           situations=(Ground.TASKS,)),
    Listed("rectify.discipline", R, "第七条第五项", _("组织观念淡薄，纪律松弛")),
    Listed("rectify.life", R, "第七条第六项", _("不按规定参加组织生活"), situations=(Ground.LIFE,)),
    Listed("rectify.dues", R, "第七条第七项", _("不按规定交纳党费"), situations=(Ground.DUES,)),
    Listed("rectify.transfer", R, "第七条第八项", _("不按规定转接组织关系"),
           situations=(Ground.TRANSFER,)),
    Listed("rectify.lost", R, "第七条第九项", _("失去联系满规定时间")),
    Listed("advise.threat", A, "第八条第一项", _("为个人目的以退党相要挟")),
    Listed("advise.unchanged", A, "第八条第二项", _("限期改正期满没有转变")),
    Listed("strike.belief", S, "第九条第一项", _("丧失理想信念")),
    Listed("strike.withdrawn", S, "第九条第二项", _("没有正当理由，连续不参加、不交纳或不做工作"),
           situations=(Ground.LIFE, Ground.DUES, Ground.TASKS)),
    Listed("strike.lost", S, "第九条第三项", _("停止党籍后满规定时间仍失去联系")),
    Listed("strike.refused", S, "第九条第四项", _("劝退后坚持不退")),
)  # fmt: skip


def listed(form: str, on: date) -> list[Listed]:
    """The grounds of a form on a day, in the order of the articles."""
    return [one for one in LIST if one.form == form and one.holds_on(on)]


def allowed(form: str, on: date) -> frozenset[str]:
    return frozenset(one.code for one in listed(form, on))


def labels(codes: list[str]) -> list[str]:
    """The grounds of a case in words: article and, but for one, what it says."""
    return [one.label for code in codes for one in LIST if one.code == code]


def grounds_of(situation: str) -> list[Listed]:
    """To which grounds of the regulation one of the five situations leads."""
    return [one for one in LIST if situation in one.situations]
