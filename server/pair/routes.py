"""What a person asks about their pairs: who, the two stories, the agreement, a call of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from aiohttp import web

from server.pair import agreement as acts
from server.pair import letters, matching
from server.pair.agreement import Agreement
from server.pair.agreements import governed_of
from server.pair.biography import EMPTY, Biography, tidied
from server.pair.errors import Code, PairError
from server.pair.ground import find
from server.pair.pages import (
    AgreementPage,
    Answer,
    Card,
    Invitation,
    Made,
    MeetingLink,
    Name,
    PairCard,
    Pairing,
    Pairs,
    Proposal,
    SuggestionLine,
    TogetherPage,
    agreement_page,
    card,
    pair_card,
)
from server.pair.photo import MOST_BYTES, made_small
from server.pair.profile import Profile, common_hours
from server.people.partnerships import Partnership
from server.people.person import Person, PersonError, email_of, name_of, time_zone_of
from server.web import pages
from server.web.access import Access, Route, pair_of, person_of
from server.web.answers import Refused, answer, body_of, nothing
from server.web.keys import (
    AGREEMENTS,
    BIOGRAPHIES,
    LIVE,
    NOW,
    PARTNERS,
    PARTNERSHIPS,
    PEOPLE,
    PLANNER,
    ROOMS,
    STANDING,
)

STATUS: dict[Code, int] = {
    "not_of_this_pair": 404,
    "pair_has_ended": 403,
    "nothing_new": 409,
    "version_moved_on": 409,
    "signed_already": 409,
    "not_a_signature": 400,
    "already_paired": 409,
    "too_many_invitations": 429,
    "not_yourself": 400,
    "invitation_over": 409,
    "bad_biography": 400,
    "bad_photo": 400,
    "unknown_person": 404,
}

ORDER = {"invited": 0, "active": 1, "ended": 2}


@contextmanager
def refusing() -> Iterator[None]:
    """Tell what a pair does not allow, or what a field cannot be, as one error of this address."""
    try:
        yield
    except PairError as error:
        raise Refused(STATUS[error.code], error.code, error.text) from None
    except PersonError as error:
        raise Refused(400, error.code, error.text) from None


async def get_pairs(request: web.Request) -> web.Response:
    """Say who is signed in and whom they meet."""
    me = person_of(request)
    pairs = await request.app[PARTNERSHIPS].of_person(me.id)
    cards = await _cards(request, me, pairs)
    shown = [
        pair_card(pair, me=cards[me.id], partner=_seen(cards[pair.partner_of(me.id)], pair)) for pair in pairs
    ]
    shown.sort(key=lambda each: ORDER[each.state])
    return answer(Pairs(me=cards[me.id], administrator=me.administrator, pairs=shown))


async def post_invitation(request: web.Request) -> web.Response:
    """Invite somebody by their address."""
    me, wish = person_of(request), await body_of(request, Invitation)
    with refusing():
        pair = await request.app[PARTNERS].invite(
            me,
            email=email_of(wish.email),
            name=name_of(wish.name),
            role=wish.role,
            now=request.app[NOW](),
        )
    return answer(Made(id=pair), status=201)


async def post_accept(request: web.Request) -> web.Response:
    """Say yes to an invitation."""
    said = await body_of(request, Answer)
    with refusing():
        zone = None if said.time_zone is None else time_zone_of(said.time_zone)
        await request.app[PARTNERS].accept(
            pair_of(request), person_of(request), time_zone=zone, now=request.app[NOW]()
        )
    return nothing()


async def post_end(request: web.Request) -> web.Response:
    """End a pair, or refuse an invitation."""
    pair, planner = pair_of(request), request.app[PLANNER]
    if pair.state == "active":
        await planner.call_all_off(await planner.two(pair, person_of(request)))
    await request.app[PARTNERS].end(pair, person_of(request), now=request.app[NOW]())
    governed = governed_of(pair, await request.app[AGREEMENTS].of_pair(pair))
    request.app[ROOMS].agreed(replace(governed, active=False))
    request.app[LIVE].part(pair.id)
    return nothing()


async def get_together(request: web.Request) -> web.Response:
    """Return both stories, what they share, and how the agreement stands."""
    pair, me = pair_of(request), person_of(request)
    partner = await request.app[PEOPLE].by_id(pair.partner_of(me.id))
    told = await request.app[BIOGRAPHIES].of(pair.people)
    theirs = told[pair.partner_of(me.id)]
    mine = _profile(me, told[me.id])
    others = mine if partner is None else _profile(partner, theirs)
    shown = await _pair_card(request, pair)
    page = TogetherPage(
        pair=shown,
        mine=told[me.id],
        theirs=theirs,
        ground=find(mine, others),
        hours=common_hours(mine, others, on=request.app[NOW]()),
        agreement=agreement_page(await request.app[AGREEMENTS].of_pair(pair), pair=shown),
    )
    return answer(page)


async def get_agreement(request: web.Request) -> web.Response:
    """Return what holds, what waits, and everything before."""
    return answer(await _agreement_page(request, await request.app[AGREEMENTS].of_pair(pair_of(request))))


async def post_proposal(request: web.Request) -> web.Response:
    """Propose a version, signed by who proposes it."""
    me, now = person_of(request), request.app[NOW]()
    wish = await body_of(request, Proposal)
    with refusing():
        after = await request.app[AGREEMENTS].change(
            pair_of(request).id,
            lambda before: acts.propose(before, wish.terms, by=me.id, name=wish.name, now=now),
            now=now,
        )
    await request.app[PARTNERS].tell(
        pair_of(request), me, letters.PROPOSED, number=len(after.versions), now=now
    )
    return answer(await _agreement_page(request, after), status=201)


async def post_signature(request: web.Request) -> web.Response:
    """Sign the open version: it counts once both have, also in a call under way."""
    me, now, number = person_of(request), request.app[NOW](), _number(request)
    wish = await body_of(request, Name)
    pair = pair_of(request)
    with refusing():
        after = await request.app[AGREEMENTS].change(
            pair.id,
            lambda before: acts.sign(before, number, by=me.id, name=wish.name, now=now),
            now=now,
        )
    request.app[ROOMS].agreed(governed_of(pair, after))
    await request.app[PARTNERS].tell(pair, me, letters.SIGNED, number=number, now=now)
    return answer(await _agreement_page(request, after))


async def post_aside(request: web.Request) -> web.Response:
    """Set the open version aside."""
    me, number = person_of(request), _number(request)
    with refusing():
        after = await request.app[AGREEMENTS].change(
            pair_of(request).id,
            lambda before: acts.set_aside(before, number, by=me.id),
            now=request.app[NOW](),
        )
    return answer(await _agreement_page(request, after))


async def post_meeting(request: web.Request) -> web.Response:
    """Lead to the call of the two, started if need be and governed by what they agreed on."""
    invite = await request.app[STANDING].invite(pair_of(request).id)
    return answer(MeetingLink(path=f"/m/{invite}"), status=201)


async def get_biography(request: web.Request) -> web.Response:
    """Return what I tell of myself."""
    me = person_of(request).id
    return answer((await request.app[BIOGRAPHIES].of([me]))[me])


async def put_biography(request: web.Request) -> web.Response:
    """Keep what I tell of myself."""
    with refusing():
        kept = tidied(await body_of(request, Biography))
    await request.app[BIOGRAPHIES].keep(person_of(request).id, kept, now=request.app[NOW]())
    return answer(kept)


async def put_photo(request: web.Request) -> web.Response:
    """Keep a photo, made small and rid of everything but the picture."""
    me = person_of(request)
    sent = bytearray()
    async for chunk in request.content.iter_any():
        sent += chunk
        if len(sent) > MOST_BYTES:
            break
    with refusing():
        small = await asyncio.to_thread(made_small, bytes(sent))
    await request.app[BIOGRAPHIES].keep_photo(me.id, small, now=request.app[NOW]())
    return nothing()


async def delete_photo(request: web.Request) -> web.Response:
    """Keep no photo."""
    await request.app[BIOGRAPHIES].keep_photo(person_of(request).id, None, now=request.app[NOW]())
    return nothing()


async def get_photo(request: web.Request) -> web.Response:
    """Return the photo of a person to themselves and to whom they meet."""
    me, who = person_of(request), request.match_info["person"]
    pairs = await request.app[PARTNERSHIPS].of_person(me.id)
    meets = who == me.id or any(p.state == "active" and p.partner_of(me.id) == who for p in pairs)
    jpeg = await request.app[BIOGRAPHIES].photo(who) if meets else None
    if jpeg is None:
        raise Refused(404, "unknown_photo", "There is no photo here for you.")
    # Named by its moment: a new photo has a new address. Private, so that no shared cache keeps a face.
    headers = {"Cache-Control": "private, max-age=86400, immutable"}
    return web.Response(body=jpeg, content_type="image/jpeg", headers=headers)


async def post_pairing(request: web.Request) -> web.Response:
    """Bring two people of the programme together."""
    wish = await body_of(request, Pairing)
    here = {
        each.id: each for each in await request.app[PEOPLE].by_ids(wish.people) if each.deleted_at is None
    }
    first, second = (here.get(each) for each in wish.people)
    if first is None or second is None:
        raise Refused(404, "unknown_person", "There is nobody like that here.")
    with refusing():
        pair = await request.app[PARTNERS].pair(first, second, roles=wish.roles, now=request.app[NOW]())
    return answer(Made(id=pair), status=201)


async def get_suggestions(request: web.Request) -> web.Response:
    """Suggest whom to pair a person with, from those who meet nobody, with the reasons."""
    one = await request.app[PEOPLE].by_id(request.match_info["person"])
    if one is None or one.deleted_at is not None:
        raise Refused(404, "unknown_person", "There is nobody like that here.")
    free = [each for each in await request.app[PARTNERS].free() if each.id != one.id]
    told = await request.app[BIOGRAPHIES].of([one.id, *(each.id for each in free)])
    names = {each.id: each.name for each in free}
    found = await asyncio.to_thread(
        matching.suggest,
        _profile(one, told[one.id]),
        [_profile(each, told[each.id]) for each in free],
        on=request.app[NOW](),
    )
    return answer([SuggestionLine(name=names[each.person], suggestion=each) for each in found])


def _profile(person: Person, biography: Biography) -> Profile:
    return Profile(
        person=person.id,
        time_zone=person.time_zone,
        languages=tuple(tag.partition("-")[0].lower() for tag in person.languages),
        biography=biography,
    )


def _number(request: web.Request) -> int:
    text = request.match_info["number"]
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Refused(404, "version_moved_on", "There is no such version.")
    return int(text)


async def _pair_card(request: web.Request, pair: Partnership) -> PairCard:
    me = person_of(request)
    cards = await _cards(request, me, [pair])
    return pair_card(pair, me=cards[me.id], partner=_seen(cards[pair.partner_of(me.id)], pair))


async def _agreement_page(request: web.Request, agreement: Agreement) -> AgreementPage:
    return agreement_page(agreement, pair=await _pair_card(request, pair_of(request)))


async def _cards(request: web.Request, me: Person, pairs: list[Partnership]) -> dict[str, Card]:
    """Show everybody of some pairs, oneself included."""
    ids = list(dict.fromkeys([me.id, *(pair.partner_of(me.id) for pair in pairs)]))
    everybody = await request.app[PEOPLE].by_ids(ids)
    photos = await request.app[BIOGRAPHIES].photos_at(ids)
    told = await request.app[BIOGRAPHIES].of(ids)
    return {
        each.id: card(each, city=told.get(each.id, EMPTY).city, photo_at=photos.get(each.id))
        for each in everybody
    }


def _seen(partner: Card, pair: Partnership) -> Card:
    """Show of somebody one does not meet, not yet or no more, the name alone."""
    if pair.state == "active":
        return partner
    return Card(
        id=partner.id, name=partner.name, pronouns=partner.pronouns, time_zone="UTC", languages=(), city="",
        photo=None,
    )  # fmt: skip


ROUTES: tuple[Route, ...] = (
    Route("GET", "/together", Access.ANYONE, pages.page("together.html")),
    Route("GET", "/together/agreement", Access.ANYONE, pages.page("agreement.html")),
    Route("GET", "/together/story", Access.ANYONE, pages.page("story.html")),
    Route("GET", "/api/pairs", Access.PERSON, get_pairs),
    Route("POST", "/api/pairs", Access.PERSON, post_invitation),
    Route("POST", "/api/pairs/{pair}/accept", Access.MEMBER, post_accept),
    Route("POST", "/api/pairs/{pair}/end", Access.MEMBER, post_end),
    Route("GET", "/api/pairs/{pair}/together", Access.PAIR, get_together),
    Route("GET", "/api/pairs/{pair}/agreement", Access.MEMBER, get_agreement),
    Route("POST", "/api/pairs/{pair}/agreement", Access.PAIR, post_proposal),
    Route("POST", "/api/pairs/{pair}/agreement/{number}/sign", Access.PAIR, post_signature),
    Route("POST", "/api/pairs/{pair}/agreement/{number}/aside", Access.PAIR, post_aside),
    Route("POST", "/api/pairs/{pair}/meetings", Access.PAIR, post_meeting),
    Route("GET", "/api/me/biography", Access.PERSON, get_biography),
    Route("PUT", "/api/me/biography", Access.PERSON, put_biography),
    Route("PUT", "/api/me/photo", Access.PERSON, put_photo),
    Route("DELETE", "/api/me/photo", Access.PERSON, delete_photo),
    Route("GET", "/api/people/{person}/photo", Access.PERSON, get_photo),
    Route("POST", "/api/programme/pairs", Access.ADMINISTRATOR, post_pairing),
    Route("GET", "/api/programme/suggestions/{person}", Access.ADMINISTRATOR, get_suggestions),
)
