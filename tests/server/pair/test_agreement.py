"""One proposes, both sign, and only together can it be changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.pair.agreement import Agreement, propose, set_aside, sign
from server.pair.errors import PairError
from server.pair.terms import CAREFUL, CLAUSES, Terms, changed

MARA, DANIEL, EVE = "mara", "daniel", "eve"
NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)
LIVE = Terms(listening="live", keep_days=180)
SHORT = Terms(listening="live", keep_days=30)
NEW = Agreement(people=(MARA, DANIEL))


def signed(terms: Terms = LIVE) -> Agreement:
    open_ = propose(NEW, terms, by=MARA, name="Mara Ilves", now=NOON)
    return sign(open_, 1, by=DANIEL, name="Daniel Otieno", now=NOON + timedelta(days=1))


def test_until_both_have_signed_the_careful_terms_hold() -> None:
    open_ = propose(NEW, LIVE, by=MARA, name=" Mara   Ilves ", now=NOON)
    assert NEW.terms == open_.terms == CAREFUL
    assert open_.open is not None
    assert open_.open.signatures[0].name == "Mara Ilves"
    assert open_.open.signed_at is None
    assert open_.in_force is None


def test_the_careful_terms_listen_only_for_a_summary_keep_it_briefly_and_let_in_no_guest() -> None:
    assert (CAREFUL.listening, CAREFUL.keep_days, CAREFUL.copies) == ("after", 30, "mine")
    assert (CAREFUL.guests, CAREFUL.programme, CAREFUL.sharing) == (False, "met", "ask")


def test_the_second_signature_puts_a_version_in_force() -> None:
    agreement = signed()
    assert agreement.terms == LIVE
    assert agreement.open is None
    assert agreement.in_force is not None
    assert agreement.in_force.signed_at == NOON + timedelta(days=1)


def test_a_proposed_change_names_what_is_new_and_leaves_the_older_version_in_force() -> None:
    agreement = propose(signed(), SHORT, by=DANIEL, name="Daniel", now=NOON)
    assert agreement.news == ("kept",)
    assert agreement.terms == LIVE
    assert signed().news == ()
    assert sign(agreement, 2, by=MARA, name="Mara", now=NOON).terms == SHORT


def test_an_answer_with_another_proposal_closes_the_first() -> None:
    first = propose(NEW, LIVE, by=MARA, name="Mara", now=NOON)
    second = propose(first, SHORT, by=DANIEL, name="Daniel", now=NOON)
    assert second.open is not None
    assert second.open.number == 2
    assert second.versions[0].aside
    with pytest.raises(PairError) as caught:
        sign(second, 1, by=DANIEL, name="Daniel", now=NOON)
    assert caught.value.code == "version_moved_on"


@pytest.mark.parametrize("who", [MARA, DANIEL])
def test_either_can_set_an_open_version_aside_and_what_was_in_force_stays(who: str) -> None:
    agreement = set_aside(propose(signed(), SHORT, by=MARA, name="Mara", now=NOON), 2, by=who)
    assert agreement.open is None
    assert agreement.terms == LIVE
    with pytest.raises(PairError) as caught:
        sign(agreement, 2, by=DANIEL, name="Daniel", now=NOON)
    assert caught.value.code == "version_moved_on"


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_signature_is_a_written_name(name: str) -> None:
    with pytest.raises(PairError) as caught:
        propose(NEW, LIVE, by=MARA, name=name, now=NOON)
    assert caught.value.code == "not_a_signature"


def test_nobody_signs_twice_or_for_another_pair_or_what_says_nothing_new() -> None:
    open_ = propose(NEW, LIVE, by=MARA, name="Mara", now=NOON)
    refused: dict[str, Callable[[], Agreement]] = {
        "signed_already": lambda: sign(open_, 1, by=MARA, name="Mara", now=NOON),
        "not_of_this_pair": lambda: sign(open_, 1, by=EVE, name="Eve", now=NOON),
        "nothing_new": lambda: propose(open_, LIVE, by=DANIEL, name="Daniel", now=NOON),
        "version_moved_on": lambda: set_aside(open_, 7, by=MARA),
    }
    for code, act in refused.items():
        with pytest.raises(PairError) as caught:
            act()
        assert caught.value.code == code


def test_every_term_stands_in_exactly_one_clause() -> None:
    assert sorted(name for names in CLAUSES.values() for name in names) == sorted(Terms.__struct_fields__)


def test_changes_are_named_by_clause_in_the_order_they_are_read() -> None:
    assert changed(CAREFUL, Terms(own_words="We cook.", sharing="ideas", keep_days=0)) == (
        "between_us", "kept", "own_words",
    )  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["propose", "sign", "aside"]),
            st.sampled_from([MARA, DANIEL]),
            st.sampled_from([CAREFUL, LIVE, SHORT]),
        ),
        max_size=12,
    )
)
def test_whatever_two_people_do_nothing_holds_that_both_have_not_signed(
    acts: list[tuple[str, str, Terms]],
) -> None:
    agreement = NEW
    for kind, who, terms in acts:
        number = len(agreement.versions)
        try:
            if kind == "propose":
                agreement = propose(agreement, terms, by=who, name=who, now=NOON)
            elif kind == "sign":
                agreement = sign(agreement, number, by=who, name=who, now=NOON)
            else:
                agreement = set_aside(agreement, number, by=who)
        except PairError:
            continue
    holding = agreement.in_force
    assert agreement.terms == (CAREFUL if holding is None else holding.terms)
    if holding is not None:
        assert {each.person for each in holding.signatures} == {MARA, DANIEL}
    assert sum(v.signed_at is None and not v.aside for v in agreement.versions) <= 1
    assert [v.number for v in agreement.versions] == list(range(1, len(agreement.versions) + 1))


def test_terms_come_back_from_json_as_they_were_and_unknown_ones_are_refused() -> None:
    assert msgspec.json.decode(msgspec.json.encode(SHORT), type=Terms) == SHORT
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"keep_days": 400}', type=Terms)
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"recording": true}', type=Terms)
