"""Medians are over the calls that have a figure; what failed is counted."""

from __future__ import annotations

import msgspec
import pytest

from server.bench.line.call import Figures
from server.bench.line.hearing import Hearing
from server.bench.line.report import Row, lines

HEARD = Hearing(
    known=(0.9, 0.98),
    share_error=0.04,
    speech_f1=0.97,
    silence_f1=0.8,
    overlap_f1=0.0,
    speech_as_silence_s=0.2,
)


def one(*, listening: bool, lost: float | None, stood: bool = True) -> Figures:
    return Figures(
        listening=listening,
        setup_s=1.5 if stood else None,
        changed=False,
        concealed_here=lost,
        concealed_there=0.0 if stood else None,
        uplink_bps=41_000.0 if stood else None,
        heard=HEARD if listening and stood else None,
        first_cue_s=2.0 if listening and stood else None,
        emulator_late_s=0.0,
    )


ROW = Row(
    profile="2g",
    calls=[
        one(listening=False, lost=0.02),
        one(listening=True, lost=0.05),
        one(listening=False, lost=0.04),
        one(listening=True, lost=0.07),
        one(listening=False, lost=None, stood=False),
        one(listening=True, lost=0.04),
    ],
)


def test_listening_costs_the_difference_of_medians() -> None:
    assert ROW.cost == pytest.approx(0.02)
    assert ROW.failed == 1
    assert Row(profile="x", calls=[]).cost is None


def test_a_call_that_did_not_come_back_failed() -> None:
    switched = msgspec.structs.replace(one(listening=False, lost=0.0), changed=True)
    assert Row(profile="switched", calls=[switched]).failed == 1
    assert Row(profile="switched", calls=[msgspec.structs.replace(switched, recovery_s=2.0)]).failed == 0


def test_rows_stand_under_their_heads_and_say_what_is_not_known() -> None:
    head, row = lines([ROW])
    assert len(head) == len(row)
    for text in ("3.0 %", "5.0 %", "41 kbit/s", "1.5 s", "90.0 %", "0.97"):
        assert text in row
    silent = Row(profile="fibre", calls=[one(listening=False, lost=None, stood=False)])
    assert list(lines([silent]))[1].split() == ["fibre", "1", "1", *["–"] * 12]
