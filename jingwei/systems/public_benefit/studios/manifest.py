"""What do studios offer to the register? The words of their lines."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import verbs
from jingwei.systems.public_benefit.studios.points import studios
from jingwei.work.catalogue.points import Sort, points

verbs(
    {
        "studios.studio.open": _("开代表工作室"),
        "studios.studio.change": _("改代表工作室"),
        "studios.studio.close": _("停代表工作室"),
        "studios.delegate.name": _("定接待的代表"),
        "studios.delegate.end": _("代表不再接待"),
        "studios.item.receive": _("工作室收下一件"),
    }
)
points(Sort("studio", _("代表工作室"), studios))
