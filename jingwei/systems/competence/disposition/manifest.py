"""What does the disposition of members offer to the register? A flow, its words, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import (
    MenuItem,
    MeSection,
    concern,
    flow,
    me_section,
    member_facts,
    menu_item,
    verbs,
)
from jingwei.systems.competence.disposition import concerns, facts, mine
from jingwei.systems.competence.disposition.flows import DISPOSITION

menu_item(
    MenuItem(
        "dispositions",
        _("组织处置"),
        "disposition:home",
        "list",
        38,
        Duty.MEMBERS_SEE,
        group="members",
    )
)
flow(DISPOSITION)
concern(concerns.steps_to_take)
concern(concerns.talks_to_hold)
member_facts("life", facts.of_meetings)
me_section(
    MeSection(
        key="disposition", title=_("组织处置"), template="disposition/_mine.html",
        context=mine.shown, told=mine.told, order=20,
    )
)  # fmt: skip
verbs(
    {
        "competence.disposition.name": _("写明案上的人"),
        "competence.disposition.unname": _("案上换人"),
        "competence.disposition.disclose": _("说明和本人的关系"),
        "competence.disposition.set_aside": _("剔除一条记录"),
        "competence.disposition.tick": _("勾一步本地清单"),
        "competence.disposition.seal": _("封存案卷"),
        "competence.pilot.add": _("登记试点"),
        "competence.pilot.change": _("更正试点"),
        "competence.trial.add": _("登记一项试验"),
        "competence.trial.evaluate": _("评价一项试验"),
        "competence.practice.adopt": _("采用一个做法"),
        "competence.practice.stop": _("停用一个做法"),
        "competence.checklist.rename": _("改本地清单"),
    }
)
