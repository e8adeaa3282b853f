"""The first organisation and its three administrators, in an empty database."""

import argparse
from typing import Any

from jingwei.ops import first_run
from jingwei.ops.answering import answer
from jingwei.ops.running import use_database
from jingwei.ops.words import _

HELP = _("在空数据库里建立第一个组织和三位管理员")

THEN = (
    ("divisions", _("行政区划")), ("organisations", _("党组织")),
    ("units", _("单位：企业、社区、项目")), ("members", _("党员")),
    ("positions", _("班子任职")), ("dues", _("党费期初")),
)  # fmt: skip
"""What is brought in after that, in this order."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help=_("组织全称，如“中共某某市委员会”"))
    parser.add_argument("--code", required=True, help=_("组织代码"))


def run(options: argparse.Namespace) -> int:
    with use_database("migrate", empty=False):
        from django.utils import timezone

        from jingwei.kernel.access.founding import found_city
        from jingwei.kernel.days import local_day

        made = found_city(name=options.name, code=options.code, at=timezone.now())
        first_run.note(first_run.OWN)
        told: dict[str, Any] = {
            "organisation": {"code": made.organisation.code, "name": made.organisation.name},
            "administrators": [
                {"login": slip.login, "name": slip.name, "code": slip.code,
                 "until": local_day(slip.until).isoformat()}
                for slip in made.slips
            ],
            "next": [kind for kind, _what in THEN],
        }  # fmt: skip
    answer(
        options, told,
        _("已建立：{name}").format(name=options.name),
        *(_("  {name}：登录名 {login}，一次性口令 {code}，{until}前有效").format(**one)
          for one in told["administrators"]),
        _("接着按顺序导入（先加 --dry-run 看看）："),
        *(f"  ./jw import {kind} {_('表格文件')}  # {_(what)}" for kind, what in THEN),
    )  # fmt: skip
    return 0
