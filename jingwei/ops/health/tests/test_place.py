"""The doctor says what a setting leaves shut."""

from django.core import checks

from jingwei.ops.health import place

NOWHERE = "postgresql://jw_app:hidden@127.0.0.1:1/jingwei"


def said() -> list[str]:
    return [one.message for one in place.settings()]


def test_what_is_shut_for_want_of_an_address_is_named(monkeypatch):
    monkeypatch.setattr(checks, "run_checks", lambda **_: [])
    for name in ("PUBLIC", "SEAL", "DATABASE"):
        monkeypatch.delenv(f"JINGWEI_{name}_URL", raising=False)
    assert said() == []
    monkeypatch.setenv("JINGWEI_DATABASE_URL", NOWHERE)
    assert said() == [
        "没有设 JINGWEI_PUBLIC_URL，居民页面关着。",
        "没有设 JINGWEI_SEAL_URL，台账没有封存。",
    ]
    monkeypatch.setenv("JINGWEI_PUBLIC_URL", NOWHERE)
    monkeypatch.setenv("JINGWEI_SEAL_URL", NOWHERE)
    assert said() == []
