"""What does `./jw check` look at? Everything a table holds; minutes at the size of a city."""

from jingwei.ops.health import place, records, sealed, server
from jingwei.ops.health.look import Look

LOOKS = {
    "database.tables": Look("数据表", server.tables),
    "database.durable": Look("数据库可靠性", server.durable),
    "constraints": Look("约束和索引", records.constraints),
    "references": Look("记录之间的指向", records.references),
    "scope": Look("组织范围", records.scope),
    "privileges": Look("角色权限", records.privileges),
    "sequences": Look("编号", records.sequences),
    "grants": Look("授权的签名", sealed.grants),
    "keys": Look("列加密密钥", place.column_keys),
    "values": Look("加密内容", sealed.values),
    "files": Look("附件", sealed.files),
    "facts": Look("指标与记录", records.facts),
    "ledger": Look("台账", sealed.ledger),
}
