"""Does a message lie in the gateway's folder whole, once, and only from the installation in use?"""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from jingwei.kernel.notices.delivering import Outgoing, Undeliverable
from jingwei.kernel.register import register
from jingwei.ops import outbox
from jingwei.ops.backup import fence

MESSAGE = Outgoing(
    uuid.UUID("2f1d3a52-6d0f-4a8e-9b1c-0c6f4f8f6a10"), "13900000000", "您有一条通知。"
)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.JINGWEI_OUTBOX = str(tmp_path)
    return tmp_path


def test_a_message_is_one_whole_file_however_often_it_is_tried(folder: Path) -> None:
    outbox.put(MESSAGE)
    outbox.put(MESSAGE)
    (file,) = folder.iterdir()
    assert file.name == f"{MESSAGE.id}.json"
    assert json.loads(file.read_text()) == {
        "id": str(MESSAGE.id), "to": "13900000000", "text": "您有一条通知。"
    }  # fmt: skip
    assert file.stat().st_mode & 0o007 == 0


def test_without_a_number_it_can_never_go_out(folder: Path) -> None:
    with pytest.raises(Undeliverable, match=outbox.NO_PHONE):
        outbox.put(Outgoing(MESSAGE.id, "", "您有一条通知。"))
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_away_is_tried_again(folder: Path, settings: Any) -> None:
    settings.JINGWEI_OUTBOX = str(folder / "away")
    with pytest.raises(OSError, match="away"):
        outbox.put(MESSAGE)


def test_it_is_off_without_a_folder_and_on_a_restored_copy(
    folder: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = register().notice_channels[outbox.NAME]
    assert channel.is_on()
    monkeypatch.setattr(fence, "is_raised", lambda data: True)
    assert not channel.is_on()
    monkeypatch.setattr(fence, "is_raised", lambda data: False)
    settings.JINGWEI_OUTBOX = ""
    assert not channel.is_on()
