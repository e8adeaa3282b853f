"""May these words go out as a notice, and when is a failed message tried again?"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
TITLE, BODY = 120, 600
MOST_TRIES = 48
EVERY = timedelta(minutes=5)


class OwnWords(dict[str, str]):
    """The words of one recipient. A place nobody gave a word for is a fault, never an empty one:
    a message with a gap must not go out, and no word of another recipient can fill it."""

    def __missing__(self, name: str) -> str:
        raise KeyError(name)


def written(text: str, words: Mapping[str, str]) -> str:
    """``text`` with the words of one recipient. Raises: KeyError for a place without a word."""
    return text.format_map(OwnWords(words))


def notice_findings(title: str, body: str) -> list[Finding]:
    found = []
    if not title.strip():
        found.append(Finding("notice.title", "通知没有标题，请写一句话。", HOUSE))
    if len(title) > TITLE or len(body) > BODY:
        found.append(
            Finding("notice.long", "通知太长，标题{title}字、正文{body}字以内。", HOUSE,
                    {"title": TITLE, "body": BODY})
        )  # fmt: skip
    return found


def reading_findings(*, is_own: bool, is_read: bool) -> list[Finding]:
    """Only who is told may say that it was read, once."""
    found = []
    if not is_own:
        found.append(Finding("notice.other", "这条通知不是给您现在的身份的。", HOUSE))
    if is_read:
        found.append(Finding("notice.read", "这条通知已经看过了。", HOUSE))
    return found


def next_try(tries: int, at: datetime) -> datetime | None:
    """When a message that could not be sent just now is tried again; None: never."""
    return at + EVERY if tries < MOST_TRIES else None
