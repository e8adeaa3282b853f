"""Will this password do? The rules with what only the program knows: the list of common ones."""

from functools import lru_cache

from django.contrib.auth.password_validation import CommonPasswordValidator

from jingwei.kernel import names
from jingwei.kernel.access import rules
from jingwei.kernel.access.doors import policy
from jingwei.kernel.access.models import Account
from jingwei.kernel.findings import Finding

COMMON_HERE = frozenset(
    {
        "woaini1314", "woaini520", "5201314520", "zhongguo123", "dangyuan123", "19210701dang",
        "abcd123456", "qwer123456", "a123456789", "1q2w3e4r5t", "admin12345", "password12",
        "wangluo123", "xiaoming123", "qq123456789", "aa123456789", "zxcvbnm123", "123456789a",
    }
)  # fmt: skip
"""Common here and not in Django's list, which is English."""

SYSTEM_WORDS = ("jingwei", "经纬", "dangjian")


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords) | COMMON_HERE


def findings(account: Account, password: str) -> list[Finding]:
    """Why ``password`` will not do for this account."""
    own = (account.login, account.name, names.pinyin(account.name), *SYSTEM_WORDS)
    found = rules.password_findings(
        password, policy=policy(), is_common=password.lower() in _common(), own_words=own
    )
    if account.has_usable_password() and account.check_password(password):
        found.append(Finding("access.password_same", "新密码和现在的一样，请换一个。", rules.HOUSE))
    return found
