"""The first organisation and its three administrators, in an empty database."""

import argparse

from jingwei.ops import first_run
from jingwei.ops.running import use_database
from jingwei.ops.words import _

HELP = _("在空数据库里建立第一个组织和三位管理员")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help=_("组织全称，如“中共某某市委员会”"))
    parser.add_argument("--code", required=True, help=_("组织代码"))


def run(options: argparse.Namespace) -> int:
    with use_database("migrate"):
        from django.utils import timezone

        from jingwei.kernel.access.founding import found_city

        made = found_city(name=options.name, code=options.code, at=timezone.now())
        first_run.note(first_run.OWN)
    print(_("已建立：{name}").format(name=options.name))
    for line in made:
        print(f"  {line}")
    print(_("接着按顺序导入（先加 --dry-run 看看）："))
    for kind, what in (
        ("divisions", _("行政区划")),
        ("organisations", _("党组织")),
        ("units", _("单位：企业、社区、项目")),
        ("members", _("党员")),
        ("positions", _("班子任职")),
        ("dues", _("党费期初")),
    ):
        print(f"  ./jw import {kind} {_('表格文件')}  # {what}")
    return 0
