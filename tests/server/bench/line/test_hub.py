"""The hub carries a packet up one host's line and down another's, and nowhere else."""

from __future__ import annotations

import pytest

from server.bench.line.hub import DEAD, UDP, Hub, Line
from server.bench.line.profiles import PROFILES
from server.bench.line.wire import Way

TCP = 6
MARA, DANIEL, NOBODY = b"\x0a\x4d\x01\x01", b"\x0a\x4d\x02\x01", b"\x0a\x4d\x09\x01"
SLOW = Line(up=Way(delay_s=0.1), down=Way(delay_s=0.2))


def ip(source: bytes, target: bytes, *, protocol: int = UDP, size: int = 100) -> bytes:
    """Make an IPv4 packet's header with zeros behind it."""
    head = bytes([0x45, 0, *size.to_bytes(2, "big"), 0, 0, 0, 0, 64, protocol, 0, 0]) + source + target
    return head.ljust(size, b"\0")


@pytest.fixture
def hub() -> Hub:
    hub = Hub()
    hub.plug("mara", MARA, SLOW)
    hub.plug("daniel", DANIEL, Line())
    return hub


def told(hub: Hub, until: float) -> list[tuple[float, str]]:
    """When something came out at whom, as one who waits for each moment sees it."""
    found = []
    while (at := hub.next_at()) is not None and at <= until:
        found += [(round(at, 6), name) for name, _ in hub.due(at)]
    return found


def test_a_packet_goes_up_its_senders_line_and_down_its_receivers(hub: Hub) -> None:
    hub.take("mara", ip(MARA, DANIEL), 1.0)
    hub.take("daniel", ip(DANIEL, MARA), 1.0)
    assert told(hub, 9.0) == [(1.1, "daniel"), (1.2, "mara")]


def test_nothing_comes_out_before_it_is_due(hub: Hub) -> None:
    hub.take("mara", ip(MARA, DANIEL), 1.0)
    assert list(hub.due(1.05)) == []
    assert list(hub.due(1.2)) == [("daniel", ip(MARA, DANIEL))]
    assert hub.next_at() is None


@pytest.mark.parametrize(
    "packet",
    [ip(MARA, NOBODY), ip(NOBODY, DANIEL), b"\x60" + bytes(39), b"\x45"],
    ids=["to nobody", "with a strange sender", "of IPv6", "of one byte"],
)
def test_what_has_no_way_goes_nowhere(hub: Hub, packet: bytes) -> None:
    hub.take("mara", packet, 0.0)
    assert told(hub, 9.0) == []


def test_a_network_without_udp_lets_tcp_through(hub: Hub) -> None:
    hub.change("mara", Line(udp=False))
    for protocol in (UDP, TCP):
        hub.take("mara", ip(MARA, DANIEL, protocol=protocol), 0.0)
        hub.take("daniel", ip(DANIEL, MARA, protocol=protocol), 0.0)
    assert sorted(name for _, name in told(hub, 9.0)) == ["daniel", "mara"]


def test_a_line_changes_for_what_comes_later(hub: Hub) -> None:
    hub.take("mara", ip(MARA, DANIEL), 0.0)
    hub.change("mara", DEAD)
    hub.take("mara", ip(MARA, DANIEL), 0.0)
    assert told(hub, 9.0) == [(0.1, "daniel")]
    assert hub.ports["mara"].up.count.lost == 1


def test_a_host_that_moved_is_found_at_its_new_address_alone(hub: Hub) -> None:
    new = b"\x0a\x4d\x01\x02"
    hub.plug("mara", new, SLOW)
    hub.take("daniel", ip(DANIEL, MARA), 0.0)
    hub.take("mara", ip(MARA, DANIEL), 0.0)
    assert told(hub, 9.0) == []
    hub.take("daniel", ip(DANIEL, new), 1.0)
    assert told(hub, 9.0) == [(1.2, "mara")]


def test_too_much_on_the_way_is_dropped_and_counted(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.bench.line.hub.MOST_WAITING", 2)
    for _ in range(3):
        hub.take("mara", ip(MARA, DANIEL), 0.0)
    assert len(told(hub, 9.0)) == 2
    assert hub.passed_by == 1


def test_every_profile_has_its_own_name_and_its_events_in_order() -> None:
    assert len({profile.name for profile in PROFILES}) == len(PROFILES)
    for profile in PROFILES:
        times = [event.at_s for event in profile.events]
        assert times == sorted(times)
