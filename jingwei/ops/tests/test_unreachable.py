"""What keeps us from the database is said in words, with the place and without the password."""

import pytest

from jingwei.ops.unreachable import sentence

AT = 'connection failed: connection to server at "10.0.0.5", port 5432 failed: '
SAID = {
    AT + "Connection refused\n\tIs the server running on that host?": "10.0.0.5:5432 没有应答",
    AT + 'FATAL:  password authentication failed for user "jw_app"': "jw_app 的口令不对。",
    AT + 'FATAL:  database "jingwei" does not exist': "没有数据库 jingwei。",
    AT + 'FATAL:  role "jw_app" does not exist': "没有角色 jw_app",
    AT + 'FATAL:  no pg_hba.conf entry for host "10.0.0.9", user "jw_app"': "不让这台机器连接",
    AT + "FATAL:  sorry, too many clients already": "10.0.0.5:5432 的连接满了",
    "[Errno -2] failed to resolve host 'db.invalid': Name or service not known": "db.invalid。",
    "connection timeout expired": "数据库服务器 没有应答",
    "something new\nof the server's": "of the server's",
}


@pytest.mark.parametrize("said", SAID)
def test_it_is_one_sentence_of_ours(said: str) -> None:
    told = sentence(OSError(said))
    assert told.startswith("连不上数据库：")
    assert SAID[said] in told
    assert "\n" not in told
