"""Agreeing: the messages and the two-seat call as state machines that do no I/O and know no clock."""
