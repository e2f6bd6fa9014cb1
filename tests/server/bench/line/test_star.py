"""Real programs on real hosts, each in its namespace, meet the lines they were given."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.bench.line.hub import DEAD, Line
from server.bench.line.star import NoNamespacesError, Star, star
from server.bench.line.wire import Way

PING = """
import socket, sys, time
ours = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
ours.settimeout(1.0)
ours.connect((sys.argv[1], 7))
began = time.monotonic()
try:
    ours.send(bytes(100))
    ours.recv(200)
    print(time.monotonic() - began)
except OSError:
    print("nothing")
"""

ECHO = """
import socket
ours = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
ours.bind(("0.0.0.0", 7))
print("ready", flush=True)
while True:
    words, sender = ours.recvfrom(2000)
    ours.sendto(words, sender)
"""


@pytest.fixture
def net() -> Iterator[Star]:
    """Mara 50 ms away from an echo at the server."""
    try:
        with star({"server": Line(), "mara": Line(up=Way(delay_s=0.05))}) as net:
            yield net
    except NoNamespacesError as error:
        pytest.skip(str(error))


@pytest.fixture(autouse=True)
def echo(net: Star) -> Iterator[subprocess.Popen[bytes]]:
    command = net.hosts["server"].command(sys.executable, "-c", ECHO)
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield process
        process.kill()


def ping(net: Star) -> float | None:
    """Send one packet to the echo; returns the round trip in seconds, None when nothing came back."""
    command = net.hosts["mara"].command(sys.executable, "-c", PING, net.hosts["server"].address)
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    return None if said == "nothing" else float(said)


def test_a_program_meets_its_hosts_line_and_every_change_of_it(net: Star) -> None:
    took = ping(net)
    assert took is not None
    assert 0.05 <= took < 0.15
    net.change("mara", DEAD)
    assert ping(net) is None
    net.move("mara", Line(down=Way(delay_s=0.2)))
    took = ping(net)
    assert took is not None
    assert 0.2 <= took < 0.3
    up, down = net.counts("mara")
    assert (up.lost, down.lost) == (1, 0)
    assert up.bytes >= 3 * 128


def test_a_program_started_by_the_wrapper_is_on_its_host(net: Star, tmp_path: Path) -> None:
    wrapper = net.hosts["mara"].wrapper(tmp_path, "ip")
    said = subprocess.run([wrapper, "addr"], check=True, capture_output=True, text=True).stdout
    assert net.hosts["mara"].address in said


def test_a_star_whose_owner_is_killed_leaves_nothing(tmp_path: Path) -> None:
    owner = """
import subprocess, sys, time
from server.bench.line.hub import Line
from server.bench.line.star import star
with star({"mara": Line()}) as net:
    inside = subprocess.Popen(net.hosts["mara"].command("sleep", "60"))
    print(net.hosts["mara"].holder, inside.pid, flush=True)
    time.sleep(60)
"""
    root = Path(__file__).resolve().parents[4]
    with subprocess.Popen([sys.executable, "-c", owner], stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        theirs = [int(word) for word in process.stdout.readline().split()]
        watched = [os.pidfd_open(pid) for pid in theirs]
        process.kill()
    for pid in watched:
        assert select.select([pid], [], [], 5.0)[0], "still running"
        os.close(pid)
