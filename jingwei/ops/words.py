"""How does the command line speak? Chinese sentences, translated by the product's own catalogue."""

import errno
import gettext
import os
from functools import cache
from pathlib import Path

from jingwei.kernel.findings import Finding, Word

SOURCES = Path(__file__).resolve().parent.parent


def locales(sources: Path = SOURCES) -> list[Path]:
    """The folders in which the parts keep their English."""
    depths = ("", "*/", "*/*/", "*/*/*/")
    return sorted(folder for deep in depths for folder in sources.glob(f"{deep}locale"))


class Stopped(Exception):
    """A command cannot go on, for a reason one sentence can say; the person reads only that.

    ``code`` is stable, for programs: ``stopped`` where there is nothing for them to tell apart.
    """

    def __init__(self, sentence: str, code: str = "stopped") -> None:
        super().__init__(sentence)
        self.code = code


def language() -> str:
    """That of the terminal, ``zh`` or ``en``; one that asks for nothing ("C") gets Chinese."""
    wanted = next(
        (os.environ[name] for name in ("JINGWEI_LANG", "LC_ALL", "LANG") if os.environ.get(name)),
        "",
    )
    return "en" if wanted.lower().startswith("en") else "zh"


@cache
def _catalogue() -> gettext.NullTranslations:
    if language() == "zh":
        return gettext.NullTranslations()
    known = gettext.NullTranslations()
    for folder in locales():
        known.add_fallback(gettext.translation("django", folder, ["en"], fallback=True))
    return known


def _(message: str) -> str:
    """The sentence in the language of the terminal; the Chinese one where none is catalogued."""
    return _catalogue().gettext(message) if message else ""


# What the system says of a file or a disk, for those who do not read its English.
REASONS = {
    errno.ENOSPC: _("磁盘空间不够"),
    errno.EDQUOT: _("磁盘空间不够"),
    errno.EROFS: _("这里只能读，不能写"),
    errno.EACCES: _("没有权限"),
    errno.EPERM: _("没有权限"),
    errno.ENOENT: _("没有这个文件或文件夹"),
    errno.EEXIST: _("已经有这个文件"),
    errno.EISDIR: _("这是文件夹，不是文件"),
    errno.ENOTDIR: _("路径里有一段不是文件夹"),
    errno.ENAMETOOLONG: _("名字太长"),
    errno.EBUSY: _("正被别的程序使用"),
}


def reason(error: OSError) -> str:
    """Why a file could not be read or written, without a full stop."""
    return _(REASONS.get(error.errno or 0, "")) or error.strerror or str(error)


def told(finding: Finding) -> str:
    """A finding's sentence in the language of the terminal."""
    params = {key: _(one) if isinstance(one, Word) else one for key, one in finding.params.items()}
    return _(finding.message).format(**params)


def compile_translations() -> None:
    """Make the catalogues that programs read, where the written ones are newer."""
    for written in (path for folder in locales() for path in folder.glob("*/LC_MESSAGES/*.po")):
        compiled = written.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < written.stat().st_mtime:
            from jingwei.ops import messages  # Babel takes a second to load

            messages.compile_all()
            _catalogue.cache_clear()
            return
