"""What does a ledger line about accounts say, in words? For the auditor, without codes."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.models import Account
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.ledger.models import Entry


def told(facts: Mapping[str, Any]) -> list[str]:
    """The facts of a line as short phrases; what is empty or technical is left out."""
    said = {name: value for name, value in facts.items() if value}
    return [
        *_post(said),
        *(words for name, words in _plain().items() if name in said),
        *(words.format(value=said[name]) for name, words in _with_value().items() if name in said),
    ]


def _post(said: Mapping[str, Any]) -> list[str]:
    """Which role, from when, until when."""
    found = [str(ROLES[said["role"]].title)] if said.get("role") in ROLES else []
    if "from" in said:
        found.append(_("从{day}起").format(day=said["from"]))
    if "ended_on" in said:
        found.append(_("{day}收回").format(day=said["ended_on"]))
    elif "until" in said:
        found.append(_("到{day}前").format(day=str(said["until"])[:10]))
    return found


def _plain() -> dict[str, str]:
    return {
        "stands_in_for": _("代理"), "slip": _("用小条"), "reset": _("重设登录"),
        "own_file": _("看本人信息"),
    }  # fmt: skip


def _with_value() -> dict[str, str]:
    return {
        "login": _("登录名 {value}"), "slips": _("{value}张"), "accounts": _("{value}个账号"),
        "posts": _("{value}个身份"), "sessions": _("{value}处登录"),
        "left": _("还剩{value}个恢复码"), "basis": _("依据：{value}"), "why": _("原因：{value}"),
        "reason": _("原因：{value}"),
    }  # fmt: skip


def whom(scope: Scope, lines: list[tuple[Entry, Mapping[str, Any]]]) -> dict[int, str]:
    """By the line's id, the name of the account it is about, where that is in sight; one query."""
    wanted: dict[int, UUID] = {}
    for entry, facts in lines:
        said = entry.subject_id if entry.subject == "account" else facts.get("account", "")
        try:
            wanted[entry.pk] = UUID(str(said))
        except ValueError:
            continue
    rows = Account.objects.within(scope).filter(public_id__in=set(wanted.values()))
    names = dict(rows.values_list("public_id", "name"))
    return {key: names[one] for key, one in wanted.items() if one in names}
