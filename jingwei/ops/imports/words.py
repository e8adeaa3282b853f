"""Words of the wizard that are not about a cell: faults, ledger verbs."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from jingwei.ops.imports.models import Kind

FAULTS = {
    "": gettext_noop("没有完成，什么也没有写入，请再试一次。"),
    "import.fault": gettext_noop("程序出错，什么也没有写入，请再试一次。"),
    "import.post_ended": gettext_noop("上传人的身份已经变动，这一批没有写入。"),
    "import.meanwhile": gettext_noop("核对之后有{n}行的记录又变了，已重新核对，请再看一遍。"),
    "import.gave_up": gettext_noop("处理中断了三次，什么也没有写入，请再试一次。"),
    "import.state": gettext_noop("这一批现在不能写入，请看它的状态。"),
    "import.rejected": gettext_noop("还有{n}行要修改，选了全部导入就要先改好。"),
    "import.no_rows": gettext_noop("没有可以写入的行，请重新上传。"),
    "undo.used": gettext_noop("后来的记录用到了这一批，请先处理再撤销。"),
    "undo.superior": gettext_noop("{name}原来的上级已经变动，请先处理再撤销。"),
    "access.duty": gettext_noop("您的身份已经变动，这一批没有写入。"),
}
VERBS = {
    f"imports.{kind.value}.{verb}": format_lazy(_("{act}：{roster}"), act=act, roster=kind.label)
    for kind in Kind
    for verb, act in (
        ("upload", _("上传名册")), ("write", _("导入名册")), ("undo", _("撤销导入")),
        ("cancel", _("取消导入")),
    )
}  # fmt: skip
