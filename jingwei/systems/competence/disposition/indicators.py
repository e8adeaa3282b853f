"""How many decisions took effect, how many ended with help, was the procedure kept?

Counted for the city as a whole from rows that name nobody and no branch: a figure at a branch
would say that there is a case. More is not better, and no figure ever leads to a case.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records

DISPOSITIONS = Group("dispositions", _("组织处置"), 85)
SOURCE = "《中国共产党不合格党员组织处置办法》"

OUTCOMES = Records(
    code="competence.outcomes",
    title=_("生效的组织处置"),
    unit=in_context("组织处置", "件"),
    model="disposition.Outcome",
    duty=Duty.MEMBERS_CONFIRM,
    reads=frozenset({"disposition_outcome"}),
    rows="""
        SELECT u.id, u.org_id, u.form, u.is_lifted, u.is_sound
        FROM disposition_outcome u WHERE u.month <= {on}
    """,
    belongs=_("全市，不分支部"),
)

INDICATORS = (
    Indicator(
        code="competence.dispositions_final", title=_("生效的组织处置"),
        unit=in_context("组织处置", "件"), source=SOURCE, records=OUTCOMES, group=DISPOSITIONS,
        note=_("限期改正、劝其退党、除名合计；处置不等于除名。不设指标，不作成绩。"),
    ),
    Indicator(
        code="competence.help_lifted", title=_("帮教后结束的限期改正"),
        unit=in_context("组织处置", "件"), source=SOURCE, records=OUTCOMES, group=DISPOSITIONS,
        kind=Kind.RATIO, n="form = 'rectify' AND is_lifted", d="form = 'rectify'",
        d_title=_("生效的限期改正"), note=_("还在改正的也在分母里。"),
    ),
    Indicator(
        code="competence.sound_procedure", title=_("程序齐全、次序不乱的处置"),
        unit=in_context("组织处置", "件"), source=SOURCE, records=OUTCOMES, group=DISPOSITIONS,
        kind=Kind.RATIO, n="is_sound", d="true", d_title=_("生效的组织处置"),
        note=_("告知、回执、表决、送达按次序，到会过半，提出和批准是两个人。"),
    ),
)  # fmt: skip
