"""A first-sign-in slip given out at the server, for an administrator nobody else may reset."""

import argparse

from jingwei.ops.answering import answer
from jingwei.ops.running import use_database
from jingwei.ops.words import _

HELP = _("在服务器上给一个账号重发登录小条（管理员丢了密码或手机时用）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("login", help=_("登录名"))
    parser.add_argument(
        "--without-second-factor", action="store_true", help=_("同时停用他的动态口令")
    )


def run(options: argparse.Namespace) -> int:
    with use_database("migrate", empty=False):
        from django.utils import timezone

        from jingwei.kernel.access.founding import renew_sign_in
        from jingwei.kernel.days import local_day

        slip = renew_sign_in(
            login=options.login, without_factor=options.without_second_factor, at=timezone.now()
        )
    day = local_day(slip.until).isoformat()
    answer(
        options,
        {"login": slip.login, "name": slip.name, "code": slip.code, "until": day},
        _("{name}，登录名 {login}").format(name=slip.name, login=slip.login),
        _("一次性口令 {code}，{day}前有效").format(code=slip.code, day=day),
        _("以前的密码和登录已经作废；台账里记下了这一次。"),
    )
    return 0
