"""How does one sign in to the demo city? One sign-in for each role of PRODUCT.md, one password.

The password is made for this installation and kept in its data folder; no repository has it.
"""

import secrets
from dataclasses import dataclass
from typing import Final

from jingwei.ops.folders import data_folder, secret, write_secret
from jingwei.ops.words import _

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
KEPT_AS: Final = "demo"
WIDE: Final = "\u3000"  # a blank as wide as a Chinese character


@dataclass(frozen=True)
class SignIn:
    """Somebody of the demo city: posts are (role, key of the organisation in core)."""

    login: str
    name: str
    who: str  # for the list on the terminal
    posts: tuple[tuple[str, str], ...]
    person: str = ""  # key of the member in cast


SIGN_INS: Final = (
    SignIn("demo-officer", "沈示九", _("市委组织部干部"), (("officer", "city"),), "shen.city"),
    SignIn("demo-county", "陆示十八", _("示例二区委组织部干部"), (("officer", "c2"),)),
    SignIn("demo-clerk", "韩示十", _("示例一街道党务干部"), (("clerk", "s1"),), "han"),
    SignIn("demo-neighbour", "顾示十七", _("示例二街道党务干部（邻街道）"),
           (("clerk", "s2"),), "gu"),
    SignIn("demo-secretary", "周示一", _("新苑社区第一党支部书记"),
           (("secretary", "xinyuan.1"),), "zhou"),
    SignIn("demo-cadre", "沈示十五", _("新苑社区网格员，兼第三党支部书记（两个身份）"),
           (("cadre", "xinyuan"), ("secretary", "xinyuan.3")), "shen.grid"),
    SignIn("demo-agent", "窦示二十", _("新苑社区服务窗口人员"), (("agent", "xinyuan"),)),
    SignIn("demo-instructor", "蒋示八", _("示例重工党务干部，联系企业的指导员"),
           (("instructor", "heavy"),), "jiang"),
    SignIn("demo-merchant", "花示十九", _("示例花店店主（商户）"), (("merchant", "s1"),)),
    SignIn("demo-member", "吴示二", _("新苑社区第一党支部党员（没有职务）"), (), "wu"),
    SignIn("demo-sysadmin", "金示二十一", _("系统管理员"), (("system_admin", "city"),)),
    SignIn("demo-secadmin", "石示二十二", _("安全管理员"), (("security_admin", "city"),)),
    SignIn("demo-auditor", "方示二十三", _("审计员、纪检见证"), (("auditor", "city"),)),
)  # fmt: skip


def password() -> str:
    """The demo password of this installation, made when it is asked for first."""
    data = data_folder()
    kept = secret(data, KEPT_AS)
    if kept is None:
        kept = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(3))
        write_secret(data, KEPT_AS, kept)
    return kept


def forget() -> None:
    """The password of a city that was removed opens nothing any more."""
    (data_folder() / "secrets" / KEPT_AS).unlink(missing_ok=True)


def lines() -> list[str]:
    """What `./jw up` prints: the password once, and a line for each sign-in."""
    width = max(len(one.login) for one in SIGN_INS)
    said = [_("口令都是 {password}").format(password=password())]
    return said + [
        f"{one.login.ljust(width)}  {one.name.ljust(5, WIDE)}  {_(one.who)}" for one in SIGN_INS
    ]
