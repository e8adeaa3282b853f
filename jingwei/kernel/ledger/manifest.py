"""What does the ledger offer to the register? Words of lines that belong to no other part."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import verbs

verbs(
    {
        "demo.city.load": _("装入示范城市"), "demo.city.remove": _("移除示范城市"),
        "ledger.reaction.not_done": _("后续事项没有办成"),
    }
)  # fmt: skip
