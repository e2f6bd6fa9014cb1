"""Reminders on a device, by Web Push, where that is set up: sealed, so that nobody between reads them."""
