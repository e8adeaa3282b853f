"""What do imports offer? The entry 导入, words of their lines, what waits, problems."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel import register
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import MenuItem, Roster
from jingwei.ops.imports.concerns import rosters_under_way
from jingwei.ops.imports.issue_codes import CODES
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.models import Kind
from jingwei.ops.imports.petitioned import after_a_petition
from jingwei.ops.imports.words import VERBS

register.menu_item(
    MenuItem("data", _("导入"), "imports:home", "data", 80, Duty.ROSTERS_IMPORT, group="data")
)
register.concern(rosters_under_way)
register.verbs(VERBS)
register.reaction("matters.petition.hand", after_a_petition, name="imports.petitioned")
register.findings("imports", CODES)
for kind in Kind:
    columns = KINDS[kind].fields
    register.roster(
        Roster(
            kind, kind.label, tuple(one.title for one in columns),
            tuple(one.title for one in columns if one.required),
        )
    )  # fmt: skip
