"""Why does the database not let us in? The driver's English, in words."""

import re
from collections.abc import Callable
from typing import Final

from jingwei.ops.words import Stopped, _

_PLACE: Final = (
    r'connection to server at "(?P<host>[^"]+)"(?: \([^)]*\))?, port (?P<port>\d+) failed: '
)
_WHY: Final[tuple[tuple[str, Callable[..., str]], ...]] = (
    (
        r"Connection refused|Network is unreachable|No route to host|timeout expired",
        lambda at: _("{at} 没有应答，请看它是否在运行、地址和端口对不对。").format(at=at),
    ),
    (
        r"(?:could not translate host name|failed to resolve host) [\"'](?P<host>[^\"']+)",
        lambda at, host: _("找不到主机 {host}。").format(host=host),
    ),
    (
        r'password authentication failed for user "(?P<user>[^"]+)"',
        lambda at, user: _("{user} 的口令不对。").format(user=user),
    ),
    (
        r'(?:role|user) "(?P<user>[^"]+)" (?:does not exist|is not permitted to log in)',
        lambda at, user: _("没有角色 {user}，请先执行 ./jw roles --sql。").format(user=user),
    ),
    (
        r'database "(?P<name>[^"]+)" does not exist',
        lambda at, name: _("没有数据库 {name}。").format(name=name),
    ),
    (
        r"no pg_hba\.conf entry",
        lambda at: _("{at} 不让这台机器连接，请管理员改 pg_hba.conf。").format(at=at),
    ),
    (
        r"server does not support SSL",
        lambda at: _("{at} 没有加密连接，请看地址里的 sslmode。").format(at=at),
    ),
    (
        r"too many (?:clients|connections)|remaining connection slots",
        lambda at: _("{at} 的连接满了，请过一会儿再试。").format(at=at),
    ),
)


def stopped(error: Exception) -> Stopped:
    """The reason to stop."""
    return Stopped(sentence(error), "database.unreachable")


def sentence(error: Exception) -> str:
    """One sentence that names the place and the user, never the password."""
    said = str(error)
    place = re.search(_PLACE, said)
    at = f"{place['host']}:{place['port']}" if place else _("数据库服务器")
    for pattern, words in _WHY:
        if found := re.search(pattern, said):
            return _("连不上数据库：") + words(at=at, **found.groupdict())
    lines = said.strip().splitlines() or [type(error).__name__]
    return _("连不上数据库：") + lines[-1].strip()
