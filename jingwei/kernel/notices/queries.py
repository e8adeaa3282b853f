"""What has this post been told, and what has this person?"""

from datetime import date
from typing import Any
from uuid import UUID

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.notices.models import Notice


def notices_for(scope: Scope, day: date) -> Any:
    """What the acting post has been told by a day, read or not; the last first."""
    rows = Notice.objects.within(scope).filter(
        person=None, org_id=scope.org_id, duty__in=[duty.value for duty in scope.duties],
        withdrawn_at=None, shows_on__lte=day,
    )  # fmt: skip
    return rows.order_by("-id")


def unread_for(scope: Scope, day: date) -> Any:
    return notices_for(scope, day).filter(read_at=None)


def own_notices(oneself: Scope, day: date, most: int = 50) -> list[Notice]:
    """What a person has been told by a day: unread first, then the last. Under ``jw_self``."""
    rows = Notice.everything.filter(
        person_id=oneself.person_id, withdrawn_at=None, shows_on__lte=day
    )
    unread = list(rows.filter(read_at=None).order_by("-id")[:most])
    return unread + list(rows.filter(read_at__isnull=False).order_by("-id")[:most])


def own_notice(oneself: Scope, public_id: UUID) -> Notice | None:
    """One of the own notices; None where it is not there or somebody else's."""
    if oneself.person_id is None:
        return None
    found: Notice | None = Notice.everything.filter(
        person_id=oneself.person_id, withdrawn_at=None, public_id=public_id
    ).first()
    return found
