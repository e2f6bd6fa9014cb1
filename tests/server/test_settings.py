"""Settings come from the environment; a wrong one says which and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from server import settings
from server.serve import missing


def test_without_any_setting_it_serves_this_machine_with_sqlite_in_a_folder() -> None:
    found = settings.read({})
    assert (found.host, found.port, found.scorer) == ("127.0.0.1", 8000, "silero")
    assert found.database == "sqlite+aiosqlite:///data/duologue.db"
    assert found.stun_urls == found.turn_urls == ()


def test_every_setting_can_be_given() -> None:
    found = settings.read(
        {
            "DUOLOGUE_HOST": "0.0.0.0",  # noqa: S104
            "DUOLOGUE_PORT": "0",
            "DUOLOGUE_DATA": "/srv/duologue",
            "DUOLOGUE_DATABASE_URL": "postgresql+asyncpg://x",
            "DUOLOGUE_PUBLIC_URL": "https://talk.example.org",
            "DUOLOGUE_STUN_URLS": "stun:a.example, stun:b.example",
            "DUOLOGUE_TURN_URLS": "turn:a.example",
            "DUOLOGUE_TURN_SECRET": "s",
            "DUOLOGUE_SCORER": "webrtcvad",
            "DUOLOGUE_LEG_ADDRESS": "203.0.113.7",
            "DUOLOGUE_LEG_PORTS": "40000-40100",
            "DUOLOGUE_SMTP_URL": "smtps://mara%40example.org:p%3Aw@mail.example.org",
            "DUOLOGUE_MAIL_FROM": "Duologue <talk@example.org>",
            "DUOLOGUE_OIDC_ISSUER": "https://id.example.org",
            "DUOLOGUE_OIDC_CLIENT_ID": "duologue",
            "DUOLOGUE_OIDC_CLIENT_SECRET": "hush",
        }
    )
    assert found.smtp == settings.Smtp(
        host="mail.example.org", port=465, tls=True, user="mara@example.org", password="p:w"
    )
    assert found.oidc is not None
    assert found.oidc.name == "id.example.org"
    assert not any(secret in repr(found) for secret in ("p:w", "hush"))
    assert found.port == 0
    assert found.data == Path("/srv/duologue")
    assert found.database == "postgresql+asyncpg://x"
    assert found.stun_urls == ("stun:a.example", "stun:b.example")
    assert found.leg_ports == (40000, 40100)
    assert found.scorer == "webrtcvad"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DUOLOGUE_PORT", "http"),
        ("DUOLOGUE_PORT", "70000"),
        ("DUOLOGUE_SCORER", "oracle"),
        ("DUOLOGUE_LEG_PORTS", "40100-40000"),
        ("DUOLOGUE_LEG_PORTS", "40000"),
        ("DUOLOGUE_LEG_ADDRESS", "talk.example.org"),
        ("DUOLOGUE_TURN_URLS", "turn:a.example"),
        ("DUOLOGUE_OIDC_ISSUER", "https://id.example.org"),
        ("DUOLOGUE_SMTP_URL", "mail.example.org"),
        ("DUOLOGUE_SMTP_URL", "smtp://mail.example.org:many"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(settings.SettingsError, match=name):
        settings.read({name: value})


def test_what_is_missing_beyond_this_machine_is_one_line_each() -> None:
    lines = missing(settings.Settings())
    assert [line.split(":")[0] for line in lines] == ["TLS", "TURN", "Mail"]


def test_what_is_there_is_not_called_missing() -> None:
    ready = settings.Settings(
        public_url="https://talk.example.org",
        turn_urls=("turn:a.example",),
        turn_secret="s",
        smtp=settings.Smtp(host="mail.example.org", port=587),
    )
    assert missing(ready) == []


def test_replies_need_an_address_and_a_place_to_come_in() -> None:
    whole = {"DUOLOGUE_REPLY_ADDRESS": "meet@talk.example.org", "DUOLOGUE_REPLY_LMTP": "127.0.0.1:8024"}
    found = settings.read(whole)
    assert (found.reply_address, found.reply_lmtp) == ("meet@talk.example.org", ("127.0.0.1", 8024))
    assert settings.read({}).reply_lmtp is None


@pytest.mark.parametrize(
    "environ",
    [
        {"DUOLOGUE_REPLY_ADDRESS": "meet@talk.example.org"},
        {"DUOLOGUE_REPLY_LMTP": "127.0.0.1:8024"},
        {"DUOLOGUE_REPLY_ADDRESS": "a+b@talk.example.org", "DUOLOGUE_REPLY_LMTP": "127.0.0.1:8024"},
        {"DUOLOGUE_REPLY_ADDRESS": "meet", "DUOLOGUE_REPLY_LMTP": "127.0.0.1:8024"},
        {"DUOLOGUE_REPLY_ADDRESS": "meet@talk.example.org", "DUOLOGUE_REPLY_LMTP": "8024"},
        {"DUOLOGUE_REPLY_ADDRESS": "meet@talk.example.org", "DUOLOGUE_REPLY_LMTP": "127.0.0.1:soon"},
        {"DUOLOGUE_SECRET": "short"},
    ],
)
def test_settings_of_replies_that_cannot_be_say_so(environ: dict[str, str]) -> None:
    with pytest.raises(settings.SettingsError, match="DUOLOGUE_"):
        settings.read(environ)


def test_reminders_on_devices_need_a_key_and_whom_to_write_to() -> None:
    key = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
    found = settings.read({"DUOLOGUE_PUSH_KEY": key, "DUOLOGUE_PUSH_CONTACT": "mailto:d@example.org"})
    assert found.push is not None
    assert key not in repr(found)
    for wrong in (
        {"DUOLOGUE_PUSH_KEY": key},
        {"DUOLOGUE_PUSH_CONTACT": "mailto:d@example.org"},
        {"DUOLOGUE_PUSH_KEY": "short", "DUOLOGUE_PUSH_CONTACT": "mailto:d@example.org"},
        {"DUOLOGUE_PUSH_KEY": key, "DUOLOGUE_PUSH_CONTACT": "d@example.org"},
    ):
        with pytest.raises(settings.SettingsError, match="DUOLOGUE_PUSH_"):
            settings.read(wrong)
