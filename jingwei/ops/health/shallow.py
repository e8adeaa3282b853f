"""What does `./jw doctor` look at? Cheap enough for every five minutes."""

from jingwei.ops.health import place, server, work
from jingwei.ops.health.look import Look

LOOKS = {
    "settings": Look("设置", place.settings),
    "database.version": Look("数据库版本", server.version),
    "database.role": Look("网页用的数据库角色", server.own_role),
    "database.roles": Look("全部数据库角色", server.roles),
    "database.tables": Look("数据表", server.tables),
    "database.durable": Look("数据库可靠性", server.durable),
    "database.connections": Look("数据库连接", server.connections),
    "database.locks": Look("数据库锁的数目", server.locks),
    "ledger.room": Look("台账空间", server.room_ahead),
    "calendar": Look("放假安排", server.calendar),
    "clock": Look("时钟", server.clock),
    "worker": Look("后台任务", work.worker),
    "jobs": Look("任务队列", work.stalled_jobs),
    "reactions": Look("后续事项", work.reactions),
    "figures": Look("指标更新", work.figures),
    "pages": Look("页面资源", place.pages),
    "disk": Look("磁盘空间", place.disk),
    "secrets": Look("密钥文件权限", place.secrets),
    "keys": Look("列加密密钥", place.column_keys),
    "keys.kept": Look("密钥包", place.keys_kept),
    "backup": Look("备份", place.backups),
    "restored": Look("恢复状态", place.restored),
}
