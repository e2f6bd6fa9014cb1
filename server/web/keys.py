"""What the web application carries, by typed key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncEngine

from server.calls.rooms import Rooms
from server.calls.standing import Standing
from server.mail.room import MailRoom
from server.meetings.clockwork import Clockwork
from server.meetings.invitations import Invitations
from server.meetings.opening import Opening
from server.meetings.planner import Planner
from server.messages.goals import Goals
from server.messages.ideas import Ideas
from server.messages.live import Live
from server.messages.messages import Messages
from server.messages.notes import Notes
from server.pair.agreements import Agreements
from server.pair.biographies import Biographies
from server.pair.partners import Partners
from server.people.ceremonies import Ceremonies
from server.people.links import SignInLinks
from server.people.partnerships import Partnerships
from server.people.people import People
from server.people.sessions import Sessions
from server.push.push import Push
from server.secret import Secret
from server.settings import Settings
from server.store.meetings import Meetings
from server.summaries.summaries import Summaries

SETTINGS = web.AppKey("settings", Settings)
NOW: web.AppKey[Callable[[], datetime]] = web.AppKey("now")
CONSOLE: web.AppKey[Callable[[str], None]] = web.AppKey("console")
SECRET = web.AppKey("secret", Secret)
ENGINE = web.AppKey("engine", AsyncEngine)
STORE = web.AppKey("store", Meetings)
SUMMARIES = web.AppKey("summaries", Summaries)
PEOPLE = web.AppKey("people", People)
SESSIONS = web.AppKey("sessions", Sessions)
LINKS = web.AppKey("links", SignInLinks)
CEREMONIES = web.AppKey("ceremonies", Ceremonies)
PARTNERSHIPS = web.AppKey("partnerships", Partnerships)
PARTNERS = web.AppKey("partners", Partners)
AGREEMENTS = web.AppKey("agreements", Agreements)
BIOGRAPHIES = web.AppKey("biographies", Biographies)
MAIL = web.AppKey("mail", MailRoom)
INVITATIONS = web.AppKey("invitations", Invitations)
PLANNER = web.AppKey("planner", Planner)
OPENING = web.AppKey("opening", Opening)
CLOCKWORK = web.AppKey("clockwork", Clockwork)
LIVE = web.AppKey("live", Live)
MESSAGES = web.AppKey("messages", Messages)
IDEAS = web.AppKey("ideas", Ideas)
GOALS = web.AppKey("goals", Goals)
NOTES = web.AppKey("notes", Notes)
PUSH = web.AppKey("push", Push)
ROOMS = web.AppKey("rooms", Rooms)
STANDING = web.AppKey("standing", Standing)
ASSETS = web.AppKey("assets", Path)
