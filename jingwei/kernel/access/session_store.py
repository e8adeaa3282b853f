"""Where is a signed-in browser remembered? In a row that opens nothing and has an owner."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection

DEVICE, STARTED = "device", "started"


def digest(key: str) -> str:
    """What the table holds of the key in the cookie: a stolen copy of the table is no way in."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


class SessionStore(DatabaseStore):
    """Django's sessions in the database, under the digest of their key, with the account's id."""

    @classmethod
    def get_model_class(cls) -> Any:
        from jingwei.kernel.access.models import Session

        return Session

    def load(self) -> dict[str, Any]:
        """What is remembered; nothing where the key is unknown or over. Every page asks this, so
        it is asked plainly; one query."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT session_data FROM session WHERE session_key = %s AND expire_date > %s",
                [digest(self.session_key or ""), datetime.now(UTC)],
            )
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        remembered: dict[str, Any] = self.decode(row[0])
        return remembered

    def exists(self, session_key: str) -> bool:
        return bool(self.model.objects.filter(session_key=digest(session_key)).exists())

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(session_key=digest(key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.session_key = digest(row.session_key)
        row.account_id = int(data["_auth_user_id"]) if "_auth_user_id" in data else None
        row.device = str(data.get(DEVICE, ""))[:80]
        row.seen_at = datetime.now(UTC)
        row.started_at = (
            datetime.fromtimestamp(data[STARTED], UTC) if STARTED in data else row.seen_at
        )
        return row
