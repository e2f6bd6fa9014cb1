"""Meetings of a pair: proposed, agreed, moved, in both people's calendars, and called to mind in time."""
