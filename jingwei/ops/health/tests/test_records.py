"""Are the rights and locks of the tables, as migrations leave them, what the check asks for?"""

from typing import Any

import pytest

from conftest import as_owner
from jingwei.ops.health import records, sealed


@pytest.mark.parametrize("look", [records.privileges, records.scope, records.sequences])
def test_a_fresh_installation_is_sound(town: Any, look: Any) -> None:
    with as_owner():
        assert list(look()) == []


def test_every_sealed_file_that_a_row_names_opens(town: Any, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    with as_owner():
        assert list(sealed.files()) == []
