"""Which tests need the database? With this plugin only those are run (`./jw test --pg15`)."""

import pytest

DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what touches the database; leave out the browser, which proves no server."""
    keep = [
        item
        for item in items
        if not item.get_closest_marker("e2e")
        and (
            item.get_closest_marker("django_db")
            or DATABASE & set(getattr(item, "fixturenames", ()))
        )
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(keep)])
    items[:] = keep
