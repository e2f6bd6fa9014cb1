"""Listening: arrays of sound in, cue events out; hints and summaries as pure functions over events."""
