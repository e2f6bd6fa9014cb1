"""What the web application carries, by typed key."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from server.calls.rooms import Rooms
from server.settings import Settings
from server.store.meetings import Meetings

SETTINGS = web.AppKey("settings", Settings)
STORE = web.AppKey("store", Meetings)
ROOMS = web.AppKey("rooms", Rooms)
ASSETS = web.AppKey("assets", Path)
