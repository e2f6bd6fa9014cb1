"""Calls joined and left in a row leave nothing behind: sixty of them, as many as may be started at once."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
from functools import partial

import psutil
import pytest

from server.bench.voice import phrase
from server.partner.partner import Partner, joined
from server.partner.voice import Voice
from tests.server.pages import start_meeting

WARM, CALLS = 20, 40
"""Calls before the first look, when caches, pools and the allocator fill up, and calls between the two."""

GROWTH_MB = 12
"""Forty calls may leave this much. Their sound alone would be 15 MB."""

Held = tuple[int, int, int]
"""Tasks, threads and open files of this process: the server's and both people's."""


@pytest.fixture(scope="module")
def voice() -> Voice:
    return Voice.of(phrase(2.0, rate=48_000))


def is_heard(someone: Partner) -> bool:
    return someone.leg is not None and someone.leg.state == "connected"


async def one_call(address: str, voice: Voice) -> None:
    link = address + await start_meeting(address)
    async with joined(link, voice, name="Mara") as mara, joined(link, voice, name="Daniel") as daniel:
        for someone in (mara, daniel):
            async with asyncio.timeout(20):
                await someone.until(partial(is_heard, someone))
    assert mara.summary is not None
    assert daniel.summary is not None
    assert mara.errors == daniel.errors == []


def held() -> Held:
    gc.collect()
    process = psutil.Process()
    return len(asyncio.all_tasks()), process.num_threads(), process.num_fds()


def in_use_mb() -> float:
    """Measure the memory in use, without what the allocator only keeps for later."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    return float(psutil.Process().memory_info().rss) / 1e6


async def settled(quiet_s: float = 8.0) -> Held:
    """Look when nothing has changed for longer than an ended call is kept."""
    now, still_s = held(), 0.0
    while still_s < quiet_s:
        await asyncio.sleep(0.5)
        last, now = now, held()
        still_s = still_s + 0.5 if now == last else 0.0
    return now


@pytest.mark.timeout(300)
async def test_calls_in_a_row_leak_no_task_thread_file_or_memory(address: str, voice: Voice) -> None:
    for _ in range(WARM):
        await one_call(address, voice)
    before = await settled()
    memory = in_use_mb()
    for _ in range(CALLS):
        await one_call(address, voice)
    after = await settled()
    assert all(now <= then for now, then in zip(after, before, strict=True)), (before, after)
    assert in_use_mb() - memory < GROWTH_MB
