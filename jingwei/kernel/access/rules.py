"""Who may hold which posts, which password is good enough, how long must one wait? Pure rules."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
SEPARATION = "GB/T 22239-2019 8.1.5"
LEVEL_THREE = "GB/T 22239-2019 8.1.4"
ASVS = "OWASP ASVS 5.0 V6.2"

ADMINISTRATORS = frozenset({"system_admin", "security_admin", "auditor"})
"""The three separated administrators; a test compares with the table of roles."""


@dataclass(frozen=True)
class Policy:
    """What a place asks of passwords and of those who mistype them.

    ``days`` is how long a password lasts (None: until there is a reason). After ``free`` failures
    one waits ``first`` seconds, twice as long after each further one, never over ``most``.
    """

    least: int = 10
    kinds: int = 0
    days: int | None = None
    free: int = 5
    first: int = 2
    most: int = 900


POLICIES = {
    # ASVS 6.2.5 and 6.2.10 forbid composition rules and forced changes; level three of the
    # national scheme asks for both. The place chooses (JINGWEI_PASSWORDS).
    "asvs": Policy(),
    "mlps3": Policy(kinds=3, days=90, first=600, most=1800),
}
LONGEST = 128
FORGOTTEN_AFTER = timedelta(hours=1)  # failures this old no longer count
ADDRESS_FREE, ADDRESS_EASE = 50, 10  # a whole office may share one address: one try in 10 s


def password_findings(
    password: str, *, policy: Policy, is_common: bool, own_words: Collection[str]
) -> list[Finding]:
    """Why a new password will not do; length and commonness count, not decoration."""
    found = []
    if len(password) < policy.least:
        found.append(
            Finding("access.password_short", "密码至少{n}个字，请再长一点。", ASVS,
                    {"n": policy.least})
        )  # fmt: skip
    if len(password) > LONGEST:
        found.append(
            Finding("access.password_long", "密码最多{n}个字，请短一点。", ASVS, {"n": LONGEST})
        )
    if password and len(set(password)) < 5:
        found.append(Finding("access.password_plain", "密码里不同的字太少，请换一个。", HOUSE))
    if is_common:
        found.append(
            Finding("access.password_common", "这个密码很常见，容易被试出来，请换一个。", ASVS)
        )
    if any(_is_telling(word) and word.lower() in password.lower() for word in own_words):
        found.append(
            Finding("access.password_own", "密码里有登录名、姓名或系统名，请换一个。", ASVS)
        )
    if kinds_of(password) < policy.kinds:
        found.append(
            Finding("access.password_kinds", "要有大写、小写、数字、符号中的{n}种。", LEVEL_THREE,
                    {"n": policy.kinds})
        )  # fmt: skip
    return found


def _is_telling(word: str) -> bool:
    """Long enough that it stands in a password on purpose."""
    return len(word) >= (4 if word.isascii() else 2)


def kinds_of(password: str) -> int:
    """How many of upper case, lower case, digits, others."""
    return sum(
        any(test(one) for one in password)
        for test in (
            str.isupper,
            str.islower,
            str.isdigit,
            lambda one: not (one.isupper() or one.islower() or one.isdigit()),
        )
    )


def is_worn_out(password_at: datetime | None, *, at: datetime, policy: Policy) -> bool:
    """Must this password be changed for its age alone?"""
    if policy.days is None:
        return False
    return password_at is None or at - password_at > timedelta(days=policy.days)


def seconds_to_wait(failures: int, last_at: datetime, *, at: datetime, policy: Policy) -> int:
    """How long a login must still wait. Never for ever: the owner gets in after the wait."""
    passed = at - last_at
    if failures < policy.free or passed > FORGOTTEN_AFTER:
        return 0
    whole: int = min(policy.first * 2 ** min(failures - policy.free, 20), policy.most)
    return max(0, whole - int(passed.total_seconds()))


def failures_left(failures: int, last_at: datetime, *, at: datetime) -> int:
    """What still counts against a login after a time without failures."""
    return 0 if at - last_at > FORGOTTEN_AFTER else failures


def address_level(failures: int, last_at: datetime, *, at: datetime) -> int:
    """A leaking bucket: what one address has still standing against it."""
    return max(0, failures - int((at - last_at).total_seconds()) // ADDRESS_EASE)


@dataclass(frozen=True)
class Giving:
    """What is seen when somebody is to be given a post."""

    role: str
    first: date
    until: date | None
    account_open: bool
    to_oneself: bool
    org_open: bool
    roles_held: frozenset[str]
    same_held: bool


def giving_findings(seen: Giving, *, known_roles: Collection[str], today: date) -> list[Finding]:
    """Why this post cannot be given."""
    found = []
    if seen.role not in known_roles:
        found.append(Finding("access.role", "请从列表里选一个身份。", HOUSE))
    if not seen.account_open:
        found.append(Finding("access.account_closed", "这个账号已经关闭，请先开一个新的。", HOUSE))
    if seen.to_oneself:
        found.append(
            Finding("access.own_grant", "不能给自己身份，请另一位安全管理员办。", SEPARATION)
        )
    if not seen.org_open:
        found.append(Finding("access.org_ended", "这个组织已经撤销，请另选组织。", HOUSE))
    if seen.same_held:
        found.append(Finding("access.same_grant", "这段时间里，他在这里已有同样的身份。", HOUSE))
    return [
        *found,
        *separation_findings(seen.role, seen.roles_held),
        *term_findings(seen.first, seen.until, today=today),
    ]


def separation_findings(role: str, held: Collection[str]) -> list[Finding]:
    """The three administrators are three people, and none of them works at a desk."""
    others = set(held) - {role}
    if role in ADMINISTRATORS and others:
        return [
            Finding("access.separation", "管理员不能兼别的身份，请给没有身份的账号。", SEPARATION)
        ]
    if others & ADMINISTRATORS:
        return [
            Finding("access.separation", "他是管理员，不能再兼别的身份，请选别人。", SEPARATION)
        ]
    return []


def term_findings(first: date, until: date | None, *, today: date) -> list[Finding]:
    if until is not None and until <= first:
        return [Finding("access.term", "结束日期要晚于开始日期，请改日期。", HOUSE)]
    if until is not None and until <= today:
        return [Finding("access.term_past", "这个任期已经过去，请改结束日期。", HOUSE)]
    return []


@dataclass(frozen=True)
class Deputising:
    """What is seen when somebody is to stand in for the holder of a post."""

    first: date
    until: date | None
    original_first: date
    original_until: date | None
    original_is_deputy: bool
    inside: bool
    same_person: bool


def deputy_findings(seen: Deputising) -> list[Finding]:
    """A deputy does the same or less, for part of the same time, and passes nothing on."""
    found = []
    if seen.until is None:
        found.append(Finding("access.deputy_end", "请写代理到哪一天为止。", HOUSE))
    if seen.first < seen.original_first or (
        seen.original_until is not None and (seen.until is None or seen.until > seen.original_until)
    ):
        found.append(Finding("access.deputy_term", "代理的时间要在本人任期之内，请改日期。", HOUSE))
    if seen.original_is_deputy:
        found.append(Finding("access.deputy_chain", "代理人不能再请人代理，请找本人。", HOUSE))
    if not seen.inside:
        found.append(
            Finding("access.deputy_org", "代理的范围不能比本人大，请选本组织或下级。", HOUSE)
        )
    if seen.same_person:
        found.append(Finding("access.deputy_self", "代理人和本人是同一个人，请选别人。", HOUSE))
    return found


@dataclass(frozen=True)
class Opening:
    """What is seen when an account is to be opened."""

    login: str
    name: str
    login_taken: bool
    org_open: bool
    person_has_one: bool = False


def opening_findings(seen: Opening) -> list[Finding]:
    found = []
    if not seen.login:
        found.append(Finding("access.no_login", "还没有写登录名，可以用组织编码。", HOUSE))
    elif len(seen.login) < 3 or len(seen.login) > 40:
        found.append(Finding("access.login_length", "登录名要有3到40个字。", HOUSE))
    if seen.login_taken:
        found.append(Finding("access.login_taken", "这个登录名有人用了，请换一个。", HOUSE))
    if not seen.name.strip():
        found.append(Finding("access.no_name", "还没有写姓名。账号要对应一个人。", LEVEL_THREE))
    elif len(seen.name) > 50:
        found.append(Finding("access.long_name", "姓名最多50个字。", HOUSE))
    if not seen.org_open:
        found.append(Finding("access.org_ended", "这个组织已经撤销，请另选组织。", HOUSE))
    if seen.person_has_one:
        found.append(Finding("access.has_account", "这名党员已有账号，可以发新的小条。", HOUSE))
    return found
