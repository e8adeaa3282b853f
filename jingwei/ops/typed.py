"""What is said of a command that was typed wrong, and how does its help read? In words, once."""

import argparse
import re
import sys
from collections.abc import Callable
from typing import Any, Final, NoReturn

from jingwei.ops import answering
from jingwei.ops.words import _

_WRONG: Final[tuple[tuple[str, Callable[..., str]], ...]] = (
    (
        r"(?:argument .*: )?invalid choice: '?(?P<said>.*?)'? \(choose from (?P<known>.*)\)",
        lambda said, known: _("没有“{said}”，可以写：{known}").format(
            said=said, known=known.replace("'", "")
        ),
    ),
    (
        r"the following arguments are required: (?P<what>.*)",
        lambda what: _("还要写明：{what}").format(what=what),
    ),
    (
        r"argument (?P<what>.*): invalid (?:int|float) value: '?(?P<said>.*?)'?",
        lambda what, said: _("{what}要写数字，不能写“{said}”").format(what=what, said=said),
    ),
    (
        r"argument (?P<what>.*): expected (?:one|at least one) argument",
        lambda what: _("{what}后面还要写内容").format(what=what),
    ),
    (
        r"argument (?P<one>.*): not allowed with argument (?P<other>.*)",
        lambda one, other: _("{one}和{other}只能写一个").format(one=one, other=other),
    ),
    (
        r"one of the arguments (?P<known>.*) is required",
        lambda known: _("要写其中一个：{known}").format(known=known),
    ),
    (
        r"argument (?P<what>.*): (?P<why>.*)",
        lambda what, why: _("{what}：{why}").format(what=what, why=why),
    ),
)


class Parser(argparse.ArgumentParser):
    """The library's parser, which speaks English only, in the language of the terminal."""

    def __init__(self, *, add_help: bool = True, **kwargs: Any) -> None:
        super().__init__(add_help=False, **kwargs)
        if add_help:
            self.add_argument("-h", "--help", action="help", help=_("显示这些说明"))

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", _("用法："), 1)

    def format_help(self) -> str:
        said = super().format_help().replace("usage: ", _("用法："), 1)
        said = said.replace("\npositional arguments:\n", "\n" + _("要写的：") + "\n", 1)
        return said.replace("\noptions:\n", "\n" + _("选项：") + "\n", 1)

    def error(self, message: str) -> NoReturn:
        """One sentence, then where to look; status 2."""
        answering.refuse([("usage", wrong(message))])
        sys.stderr.write(_("用法见：{command} --help").format(command=self.prog) + "\n")
        sys.exit(2)


def say_everywhere(parser: argparse.ArgumentParser, **default: Any) -> None:
    """What each command takes; ``default`` for a command's own parts, which must not undo it."""
    parser.add_argument("--data", metavar="DIR", help=_("数据文件夹（默认 .jingwei）"), **default)
    parser.add_argument(
        "--json", action="store_true", help=_("结果写成一个 JSON，标准输出里只有它"), **default
    )


def wrong(message: str) -> str:
    """The library's message in words; one that is not known stays as it is."""
    for pattern, words in _WRONG:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words(**found.groupdict()).rstrip("。") + _("。")
    return message
