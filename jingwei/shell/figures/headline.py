"""What do the figures of set-up say in one sentence? A rule says it, or there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingwei.kernel.figures.figure import Figure

NAMED = 3  # requirements named in the sentence; the table has them all


@dataclass(frozen=True)
class Headline:
    """A title that is a conclusion, and the sentence under it; ``text`` may be empty."""

    title: str
    text: str = ""


def headline(figures: Sequence[Figure], *, attention: Decimal) -> Headline:
    """The conclusion over requirements, each as so many that do not meet it of so many.

    It compares requirements with each other, never organisations.
    """
    looked_at = [figure for figure in figures if figure.is_known and figure.d]
    if not looked_at:
        return Headline(_("组织设置"))
    failing = [figure for figure in looked_at if figure.n]
    if not failing:
        return Headline(
            _("核对过的设置要求都符合"),
            ngettext("核对了 {n} 项要求。", "核对了 {n} 项要求。", len(looked_at)).format(
                n=len(looked_at)
            ),
        )
    wide = [f for f in failing if f.share is not None and f.share > attention]
    if not wide:
        return Headline(
            ngettext(
                "组织设置基本符合，还有 {n} 项要看",
                "组织设置基本符合，还有 {n} 项要看", len(failing),
            ).format(n=len(failing)),
            _("算得出占比的都没有超过 {p}%。").format(p=_plain(attention))
            if any(figure.share is not None for figure in failing)
            else _("应核对的都不到 {n} 个，看名单就行。").format(n=failing[0].least),
        )  # fmt: skip
    wide.sort(key=lambda figure: -(figure.share or 0))
    return Headline(
        ngettext(
            "{n} 项设置要求差距较大", "{n} 项设置要求差距较大", len(wide)
        ).format(n=len(wide)),
        _("{which}：不符合的超过 {p}%，先看这几行。").format(
            which=_("、").join(f"“{figure.title}”" for figure in wide[:NAMED]),
            p=_plain(attention),
        ),
    )  # fmt: skip


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
