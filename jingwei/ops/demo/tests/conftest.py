"""What tests of the demo city begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="package", autouse=True)
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of these tests' own: the password of the demo lies there."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "jingwei-data").touch()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JINGWEI_DATA", str(folder))
        yield folder
