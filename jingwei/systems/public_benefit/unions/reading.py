"""How are numbers and goals read as people write them?"""

from decimal import Decimal, InvalidOperation


def number_of(text: str) -> Decimal | None:
    """A number as people write it; None for what is none."""
    try:
        found = Decimal(text.strip().replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < Decimal(10) ** 10 else None


def goal_of(line: str) -> tuple[str, Decimal, str] | None:
    """``村集体收入：50 万元`` as what, how much, of what; None where it cannot be read."""
    title, colon, rest = line.replace(":", "：").rpartition("：")
    rest = rest.strip()
    cut = next((n for n, sign in enumerate(rest) if sign not in "0123456789.,"), len(rest))
    number, unit = number_of(rest[:cut]), rest[cut:].strip()
    if not colon or not title.strip() or number is None or not unit:
        return None
    return title.strip()[:80], number, unit[:12]


def lines_of(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
