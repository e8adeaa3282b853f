"""Is this really the person, and not only the password? Six digits from an authenticator.

RFC 6238 by the library that seals our columns; docs/adr/0008 says why nothing larger is used.
"""

import base64
import os
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from jingwei.kernel.access import codes
from jingwei.kernel.access.models import Account, RecoveryCode, SecondFactor
from jingwei.kernel.access.record import write_account_line
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.privacy import sealing

COLUMN = "second_factor.secret"
STEP, DIGITS, SECRET_BYTES = 30, 6, 20
DRIFT = (0, -1, 1)  # steps a telephone's clock may be off
RECOVERY_CODES = 8


def is_on(account: Account) -> bool:
    """Must this account show a second factor when it signs in?"""
    return SecondFactor.objects.filter(account=account, confirmed_at__isnull=False).exists()


def prepare(*, account: Account) -> tuple[str, str]:
    """A fresh secret, not yet in force: the text to type and the address an authenticator reads."""
    if is_on(account):
        raise Refused(Finding("access.factor_on", "动态口令已经启用，要换请先停用。"))
    secret = os.urandom(SECRET_BYTES)
    SecondFactor.objects.update_or_create(
        account=account,
        defaults={
            "secret": sealing.seal(secret.hex(), column=COLUMN, row=account.public_id),
            "confirmed_at": None,
            "last_step": 0,
        },
    )
    return shown(account)


def shown(account: Account) -> tuple[str, str]:
    """Text and address of a secret that waits to be confirmed; empty where there is none."""
    factor = SecondFactor.objects.filter(account=account, confirmed_at=None).first()
    if factor is None:
        return "", ""
    secret = _secret(factor, account)
    text = base64.b32encode(secret).decode()
    return (
        " ".join(text[at : at + 4] for at in range(0, len(text), 4)),
        _totp(secret).get_provisioning_uri(account.login, "Jingwei"),
    )


def confirm(*, account: Account, code: str, by: Scope, at: datetime) -> list[str]:
    """Put the prepared secret in force; the recovery codes are told this once."""
    factor = SecondFactor.objects.select_for_update().filter(account=account).first()
    if factor is None or factor.confirmed_at is not None or not _use(factor, account, code, at):
        raise Refused(Finding("access.factor_code", "六位数不对，请等下一组数再填。"))
    factor.confirmed_at = at
    factor.save(update_fields=["confirmed_at", "last_step"])
    RecoveryCode.objects.filter(account=account).delete()
    fresh = [codes.new_code() for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, code_hash=codes.digest(code, _purpose(account)))
        for code in fresh
    )
    write_account_line(verb="access.factor.add", account=account, by=by, at=at)
    return [codes.grouped(code) for code in fresh]


def accepts(*, account: Account, typed: str, by: Scope, at: datetime) -> bool:
    """Are these the six digits of now, or an unused recovery code? Either works once."""
    factor = (
        SecondFactor.objects.select_for_update()
        .filter(account=account, confirmed_at__isnull=False)
        .first()
    )
    if factor is None:
        return False
    if _use(factor, account, typed, at):
        factor.save(update_fields=["last_step"])
        return True
    spent = RecoveryCode.objects.filter(
        account=account, used_at=None,
        code_hash=codes.digest(codes.normal(typed), _purpose(account)),
    ).update(used_at=at)  # fmt: skip
    if spent:
        write_account_line(
            verb="access.factor.recover", account=account, by=by, at=at,
            facts={"left": recovery_codes_left(account)},
        )  # fmt: skip
    return bool(spent)


def recovery_codes_left(account: Account) -> int:
    return RecoveryCode.objects.filter(account=account, used_at=None).count()


def remove(*, account: Account, by: Scope, at: datetime, reason: str = "") -> None:
    """Back to the password alone."""
    RecoveryCode.objects.filter(account=account).delete()
    gone, _ = SecondFactor.objects.filter(account=account).delete()
    if gone:
        write_account_line(
            verb="access.factor.remove", account=account, by=by, at=at, facts={"reason": reason}
        )


def _use(factor: SecondFactor, account: Account, typed: str, at: datetime) -> bool:
    """Does ``typed`` fit a step that was not used yet? Remembers the step in ``factor``."""
    digits = codes.normal(typed)
    if len(digits) != DIGITS or not digits.isascii() or not digits.isdigit():
        return False
    totp, now = _totp(_secret(factor, account)), int(at.timestamp())
    for drift in DRIFT:
        step = now // STEP + drift
        if step <= factor.last_step:
            continue
        try:
            totp.verify(digits.encode(), step * STEP)
        except InvalidToken:
            continue
        factor.last_step = step
        return True
    return False


def _secret(factor: SecondFactor, account: Account) -> bytes:
    return bytes.fromhex(sealing.unseal(factor.secret, column=COLUMN, row=account.public_id))


def _totp(secret: bytes) -> TOTP:
    # SHA-1 as every authenticator expects; in an HMAC its collisions do not matter (RFC 6238).
    return TOTP(secret, DIGITS, SHA1(), STEP)  # noqa: S303


def _purpose(account: Account) -> str:
    return f"recovery:{account.public_id}"
