"""A star of hosts, each in a network namespace of its own, joined by the hub: the thin shell around it.

Each host has one network device, `eth0`, that is a TUN here; a thread carries packets between them. Needs
Linux, root, /dev/net/tun, and the programs ip, unshare, nsenter and setpriv. Nothing of it has a name
outside: a namespace ends with the process that holds it, which ends when ours does, however that happens.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import selectors
import shutil
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from server.bench.line.hub import Hub, Line
from server.bench.line.wire import Count

TUN = Path("/dev/net/tun")
PROGRAMS = ("ip", "unshare", "nsenter", "setpriv")
MTU = 1500

_TUNSETIFF = 0x400454CA
_IFF_TUN, _IFF_NO_PI = 0x0001, 0x1000


class NoNamespacesError(RuntimeError):
    """No network namespaces can be made here; the text says what is missing."""


class Host:
    """One machine of the star."""

    def __init__(self, name: str, number: int, holder: int, device: int) -> None:
        self.name = name
        self.holder = holder
        """The process that holds the namespace."""
        self.device = device
        """File descriptor of the TUN."""
        self._number = number
        self._network = 1

    @property
    def address(self) -> str:
        """Its present address, in numbers."""
        return f"10.77.{self._number}.{self._network}"

    def command(self, *words: str | Path) -> list[str]:
        """Return a command that runs another on this host, and is ended with its parent."""
        space = f"--net=/proc/{self.holder}/ns/net"
        return ["nsenter", space, "--", "setpriv", "--pdeathsig", "KILL", "--", *map(str, words)]

    def wrapper(self, folder: Path, program: str) -> Path:
        """Write an executable that runs a program on this host with whatever it is given."""
        path = folder / f"{Path(program).name}-on-{self.name}"
        path.write_text(f'#!/bin/sh\nexec {" ".join(self.command(program))} "$@"\n', encoding="utf-8")
        path.chmod(0o755)
        return path

    def move(self) -> None:
        """Take an address of another network; the old one is gone, and the route with it."""
        old = self.address
        self._network = self._network % 200 + 1
        self.configure(f"addr flush dev eth0 to {old}/24", *self._joined())

    def configure(self, *lines: str) -> None:
        """Carry out some words of `ip` on this host."""
        subprocess.run(
            self.command("ip", "-batch", "-"),
            input="\n".join(lines).encode() + b"\n",
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def _joined(self) -> Sequence[str]:
        return (f"addr add {self.address}/24 dev eth0", f"route add default dev eth0 src {self.address}")


class Star:
    """Hosts and their lines, live. Made by `star`."""

    def __init__(self, hub: Hub, hosts: Mapping[str, Host]) -> None:
        self.hosts = hosts
        self.late_s = 0.0
        """The most this machine was late in handing on a packet: what the emulator itself added."""
        self._hub = hub
        self._lock = threading.Lock()
        self._wake, self._woken = os.pipe()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="star", daemon=True)

    def change(self, name: str, line: Line) -> None:
        """Make a host's line another from now on."""
        with self._lock:
            self._hub.change(name, line)

    def move(self, name: str, line: Line) -> None:
        """Put a host into another network: another address, another line."""
        host = self.hosts[name]
        host.move()
        with self._lock:
            self._hub.plug(name, socket.inet_aton(host.address), line)

    def counts(self, name: str) -> tuple[Count, Count]:
        """Return what became of a host's packets so far, upward and downward."""
        with self._lock:
            port = self._hub.ports[name]
            return _copy(port.up.count), _copy(port.down.count)

    def start(self) -> None:
        """Begin to carry."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stopping = True
        os.write(self._woken, b".")
        self._thread.join()
        os.close(self._wake)
        os.close(self._woken)

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake, selectors.EVENT_READ)
            for host in self.hosts.values():
                selector.register(host.device, selectors.EVENT_READ, host)
            while not self._stopping:
                for key, _ in selector.select(self._pause()):
                    if key.data is not None:
                        self._read(key.data)
                self._write()

    def _pause(self) -> float | None:
        with self._lock:
            due = self._hub.next_at()
        return None if due is None else max(0.0, due - time.monotonic())

    def _read(self, host: Host) -> None:
        with contextlib.suppress(BlockingIOError):
            while True:
                packet = os.read(host.device, MTU)
                with self._lock:
                    self._hub.take(host.name, packet, time.monotonic())

    def _write(self) -> None:
        with self._lock:
            now, due = time.monotonic(), self._hub.next_at()
            if due is not None and due <= now:
                self.late_s = max(self.late_s, now - due)
            out = list(self._hub.due(now))
        for name, packet in out:
            with contextlib.suppress(BlockingIOError):  # a host that takes nothing more loses it
                os.write(self.hosts[name].device, packet)


def _copy(count: Count) -> Count:
    return Count(count.packets, count.bytes, count.dropped, count.lost)


def lacking() -> str | None:
    """Say what this machine or this user lacks for a star; None: nothing is known to be missing."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        return f"missing {', '.join(missing)} (Debian: iproute2, util-linux)"
    if os.geteuid() != 0:
        return "network namespaces need root"
    return None if TUN.exists() else f"missing {TUN}"


@contextmanager
def star(lines: Mapping[str, Line], *, seed: int = 0) -> Iterator[Star]:
    """Make a host for each name, with that line; all is gone when the block ends.

    Raises
    ------
    NoNamespacesError
        When this machine or this user cannot.
    """
    with ExitStack() as stack:
        hub = Hub(seed)
        hosts = {name: stack.enter_context(_host(name, number)) for number, name in enumerate(lines, start=1)}
        for name, host in hosts.items():
            hub.plug(name, socket.inet_aton(host.address), lines[name])
        made = Star(hub, hosts)
        made.start()
        stack.callback(made.stop)
        yield made


@contextmanager
def _host(name: str, number: int) -> Iterator[Host]:
    if (reason := lacking()) is not None:
        raise NoNamespacesError(reason)
    with ExitStack() as stack:
        holder = stack.enter_context(
            subprocess.Popen(
                ["unshare", "--net", "--", "sh", "-c", "echo; exec cat"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        )
        assert holder.stdin is not None  # noqa: S101 (asked for above)
        assert holder.stdout is not None  # noqa: S101
        stack.callback(holder.stdin.close)
        if not holder.stdout.readline():
            raise NoNamespacesError("this machine makes no network namespace for us")
        device = os.open(TUN, os.O_RDWR | os.O_NONBLOCK)
        stack.callback(os.close, device)
        try:
            words = struct.pack("16sH22x", b"duologue%d", _IFF_TUN | _IFF_NO_PI)
            outside = fcntl.ioctl(device, _TUNSETIFF, words)[:16].rstrip(b"\0").decode()
        except OSError as error:
            raise NoNamespacesError(f"this machine makes no TUN for us: {error.strerror}") from None
        subprocess.run(["ip", "link", "set", outside, "netns", str(holder.pid)], check=True)
        host = Host(name, number, holder.pid, device)
        host.configure(
            "link set lo up",
            f"link set {outside} name eth0 mtu {MTU} txqueuelen 1000",
            "link set eth0 up",
            *host._joined(),
        )
        yield host
