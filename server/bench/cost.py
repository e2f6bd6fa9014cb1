"""What listening to a call costs: processor time from the packet to the event."""

from __future__ import annotations

import time
from collections.abc import Sequence

from cues.pipeline import Ear
from server.bench import degrade
from server.bench.corpus import Floats
from server.bench.replay import replay_packets
from server.bench.report import Cost
from server.bench.worse import CALL_BITRATE
from server.media.rtp import Packet

SECONDS = 15.0
"""Call time of each measurement."""
QUICK_S = 1.0
"""The same for a quick look."""
CALLS = (1, 16)
TIMES = 3
"""Each is measured so often, and the least is taken: what else the machine does only adds."""


def costs(ear: Ear, pair: Sequence[Floats], *, seconds: float) -> list[Cost]:
    """Listen to the first seconds of one conversation, once and many times at once."""
    sent = [
        [its for its in degrade.packets(track, bitrate=CALL_BITRATE) if its.arrived <= seconds]
        for track in pair
    ]
    return [Cost(calls=calls, ms_per_s=round(_least(ear, sent, calls, seconds), 2)) for calls in CALLS]


def _least(ear: Ear, sent: Sequence[Sequence[Packet]], calls: int, seconds: float) -> float:
    spent = []
    for _ in range(TIMES):
        began = time.process_time()
        replay_packets(ear, [sent] * calls, lambda _: None)
        spent.append(time.process_time() - began)
    return 1000 * min(spent) / seconds / calls
