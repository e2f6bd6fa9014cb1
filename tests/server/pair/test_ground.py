"""What two stories share, and whom that suggests to pair."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.pair.biography import Biography, Station, tidied
from server.pair.errors import PairError
from server.pair.ground import Common, Kind, akin, find
from server.pair.matching import suggest
from server.pair.profile import Profile, common_hours

SEEN_BY_THE_OTHER: dict[Kind, Kind] = {
    "i_help": "they_help", "they_help": "i_help", "i_speak": "they_speak", "they_speak": "i_speak",
}  # fmt: skip
WINTER, SUMMER = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)


def station(title: str, start: int, end: int | None = None, place: str = "", kind: str = "place") -> Station:
    return msgspec.convert(
        {"kind": kind, "title": title, "start": start, "end": end, "place": place}, type=Station
    )


MARA = Profile(
    person="mara",
    time_zone="America/Los_Angeles",
    languages=("et", "en"),
    biography=Biography(
        city="Portland",
        stations=(
            station("A river town", 1974, 1993, "Tartu"),
            station("Hydrology", 1993, 1998, "Delft", "study"),
            station("Wells", 2003, 2006, "Kisumu", "work"),
            station("The flood winter", 2016, kind="turning_point"),
        ),
        interests=("Rivers", "Early mornings"),
        offers=("Leading a small team", "Handing over work"),
        learning=("sw",),
    ),
)
DANIEL = Profile(
    person="daniel",
    time_zone="Africa/Nairobi",
    languages=("sw", "en"),
    biography=Biography(
        city="Nairobi",
        stations=(
            station("Third of five", 1991, 2010, "Kisumu"),
            station("Civil engineering", 2010, 2015, "Nairobi", "study"),
        ),
        interests=("early mornings", "football"),
        goals=("Lead the crossing project",),
    ),
)


def of(kind: Kind, found: tuple[Common, ...]) -> list[tuple[str, str]]:
    return [(each.mine, each.theirs) for each in found if each.kind == kind]


def test_common_ground_names_places_interests_help_and_languages_in_each_ones_own_words() -> None:
    found = find(MARA, DANIEL)
    assert of("place", found) == [("Kisumu", "Kisumu")]
    assert of("interest", found) == [("Early mornings", "early mornings")]
    assert of("i_help", found) == [("Leading a small team", "Lead the crossing project")]
    assert of("language", found) == [("en", "en")]
    assert of("they_speak", found) == [("sw", "sw")]
    assert found[0].kind == "place"


def test_a_shared_place_says_when_each_was_there_and_whether_at_the_same_time() -> None:
    place = find(MARA, DANIEL)[0]
    assert place.my_years is not None
    assert place.their_years is not None
    assert (place.my_years.start, place.their_years.start, place.together) == (2003, 1991, True)
    later = msgspec.structs.replace(DANIEL.biography, stations=(station("Back", 2015, None, "KISUMU"),))
    apart = find(MARA, Profile(person="d", time_zone="UTC", biography=later))[0]
    assert (apart.mine, apart.theirs, apart.together) == ("Kisumu", "KISUMU", False)


def test_two_who_studied_or_did_the_same_share_a_field_and_not_the_name_of_its_town() -> None:
    def who(title: str, place: str) -> Profile:
        studied = Biography(stations=(station(title, 2000, 2004, place, "study"),))
        return Profile(person=title, time_zone="UTC", biography=studied)

    field = of("field", find(who("Hydrology", "Delft"), who("Hydrology of lakes", "Lagos")))
    assert field == [("Hydrology", "Hydrology of lakes")]
    assert of("field", find(who("Law in Delft", "Delft"), who("Music, Delft", "Delft"))) == []


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Leading a team", "lead teams", True),
        ("Café racing", "CAFE RACING", True),
        ("rivers", "River walks", True),
        ("learning to work with people", "people working better", False),
        ("Go", "go", True),
        ("Go", "Golf", False),
        ("", "Golf", False),
    ],
)
def test_two_lines_are_about_one_thing_by_a_telling_word(first: str, second: str, alike: bool) -> None:
    assert akin(first, second) == akin(second, first) == alike


lines = st.lists(st.sampled_from(["rivers", "River walks", "chess", "Lead a team", "leading"]), max_size=3)
profiles = st.builds(
    lambda i, g, o, p: Profile(
        person="x",
        time_zone="UTC",
        languages=tuple(p),
        biography=Biography(interests=tuple(i), goals=tuple(g), offers=tuple(o), learning=tuple(p[:1])),
    ),
    lines,
    lines,
    lines,
    st.lists(st.sampled_from(["en", "sw", "et"]), max_size=2),
)


@given(profiles, profiles)
def test_both_see_the_same_common_ground_each_from_their_side(one: Profile, other: Profile) -> None:
    mirrored = {
        msgspec.structs.replace(
            each,
            kind=SEEN_BY_THE_OTHER.get(each.kind, each.kind),
            mine=each.theirs,
            theirs=each.mine,
            my_years=each.their_years,
            their_years=each.my_years,
        )
        for each in find(other, one)
    }
    assert set(find(one, other)) == mirrored


def test_common_hours_follow_the_clocks_of_the_day() -> None:
    # Nairobi keeps one time; Los Angeles is 11 hours behind in winter and 10 in summer.
    assert (common_hours(MARA, DANIEL, on=WINTER), common_hours(MARA, DANIEL, on=SUMMER)) == (1, 2)
    assert common_hours(MARA, MARA, on=WINTER) == 12


def other(
    person: str, time_zone: str = "Africa/Nairobi", languages: tuple[str, ...] = ("en",), **tells: object
) -> Profile:
    return Profile(
        person=person, time_zone=time_zone, languages=languages, biography=msgspec.convert(tells, Biography)
    )


def test_suggestions_come_with_their_reasons_and_obstacles_and_help_first() -> None:
    helped = other("helped", goals=["lead a team"])
    alike = other("alike", interests=["rivers", "early mornings"])
    foreign = other("foreign", languages=("fi",), goals=["lead a team"])
    asleep = other("asleep", time_zone="Asia/Dubai", goals=["lead a team"])
    nothing = other("nothing", interests=["chess"])
    found = suggest(MARA, [nothing, foreign, alike, asleep, helped, MARA], on=WINTER)
    assert [each.person for each in found] == ["helped", "alike", "asleep"]
    assert [each.obstacles for each in found] == [(), (), ("no_common_hours",)]
    assert of("i_help", found[0].reasons) == [("Leading a small team", "lead a team")]
    assert suggest(MARA, [foreign], on=WINTER)[0].obstacles == ("no_common_language",)
    assert suggest(MARA, [nothing], on=WINTER) == ()


def test_an_administrator_is_told_nothing_of_where_two_have_been() -> None:
    (found,) = suggest(MARA, [DANIEL], on=WINTER)
    assert {each.kind for each in found.reasons} == {"interest", "i_help", "language", "they_speak"}


def test_a_biography_is_kept_in_order_of_time_without_doubles() -> None:
    told = Biography(
        city=" Portland ",
        stations=(station("Later", 2000), station("Sooner", 1990, 1995)),
        interests=("Rivers ", "rivers", "  "),
    )
    kept = tidied(told)
    assert [each.title for each in kept.stations] == ["Sooner", "Later"]
    assert (kept.city, kept.interests) == ("Portland", ("Rivers",))
    with pytest.raises(PairError) as caught:
        tidied(Biography(stations=(station("Backwards", 2000, 1990),)))
    assert caught.value.code == "bad_biography"
