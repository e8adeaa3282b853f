"""What does a figure mean, in words? Drawn from its declaration, for page, API and manual alike."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jingwei.kernel.figures.declare import EVERY, MARK, Indicator, Kind


@dataclass(frozen=True)
class Meaning:
    """``out_of`` is empty for a plain count; ``condition`` and ``base`` are the declared words of
    numerator and denominator themselves, empty where every record counts."""

    counted: str
    condition: str
    out_of: str
    base: str
    where: str
    when: str
    has_missing: bool


def meaning_of(one: Indicator, number: Callable[[str], str]) -> Meaning:
    """Numerator, denominator, organisation and day of an indicator.

    ``number`` says a number of the rulebook by its name.
    """
    records = str(one.records.title)
    everything = _("全部{records}").format(records=records)
    some = _("符合条件的{records}").format(records=records)
    out_of = ""
    if one.kind != Kind.COUNT:
        out_of = str(one.d_title) or (everything if one.d == EVERY else some)
    return Meaning(
        counted=everything if one.n == EVERY else some,
        condition="" if one.n == EVERY else _plain(one.n, number),
        out_of=out_of,
        base="" if one.d in ("", EVERY) else _plain(one.d, number),
        where=str(one.records.belongs) or _("记录所属的组织"),
        when=_("月初到那一天发生的") if one.records.period else _("那一天的情况"),
        has_missing=bool(one.missing),
    )


def _plain(condition: str, number: Callable[[str], str]) -> str:
    """The declared condition with the rulebook's numbers put in; the day stays a name."""

    def mark(found: re.Match[str]) -> str:
        if found[1] == "rule":
            return number(found[2])
        return f"{found[1]}({found[2]})" if found[2] else found[1]

    return MARK.sub(mark, condition)
