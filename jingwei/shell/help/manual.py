"""Which problems can an imported table have? The codes the import declares, for the manual."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise as Sentence
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import register

PLACE = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True)
class Entry:
    code: str
    sentence: str


@dataclass(frozen=True)
class Gravity:
    """All problems of one gravity, with what follows from it."""

    key: str
    title: Sentence
    follows: Sentence
    entries: list[Entry]


GRAVITIES = {
    "file": (_("整个文件"), _("文件没有导入，改好后重新传。")),
    "error": (_("这一行不能导入"), _("改好这一格，或者跳过这一行；其余的行不受影响。")),
    "warning": (_("请看一眼"), _("可以导入，但请确认没有写错。")),
    "notice": (_("告诉您一声"), _("不用改。")),
}


def gravities() -> list[Gravity]:
    """The import's table of codes in the order of gravity; empty without an import."""
    table = register().findings.get("imports")
    entries = list(_entries(table() if callable(table) else table))
    return [
        Gravity(key, title, follows, told)
        for key, (title, follows) in GRAVITIES.items()
        if (told := [entry for gravity, entry in entries if gravity == key])
    ]


def _entries(table: Any) -> Iterable[tuple[str, Entry]]:
    rows = table.values() if isinstance(table, Mapping) else table or ()
    for row in rows:
        yield str(row.severity), Entry(row.code, PLACE.sub("…", gettext(row.sentence)))
