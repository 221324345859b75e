"""The locks of the urn: codes, boxes, envelopes, tags, and whatever is no such thing."""

import random
import uuid

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.trials import trial_size
from thidua.ballots import sealed_keys as keys

BALLOT, LIST = uuid.UUID(int=15), "ab" * 32
INFO = keys.bound_to(BALLOT, LIST)


@pytest.fixture(scope="module")
def urn() -> X25519PrivateKey:
    return keys.new_urn_key()


def test_a_code_is_sixty_bits_and_read_as_it_was_shown() -> None:
    codes = {keys.new_code() for _ in range(500)}
    assert len(codes) == 500
    assert {len(keys.read_code(code)) for code in codes} == {12}
    assert len(keys.SIGNS) ** keys.CODE_SIGNS == 2**60


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_none(typed: str) -> None:
    signs = keys.read_code(typed)
    assert signs == "" or (len(signs) == 12 and set(signs) <= set(keys.SIGNS))


def test_trying_a_code_costs_what_it_should(quick_codes: int) -> None:
    """32 MB and 2¹⁵ rounds: 2⁶⁰ codes are tried by nobody."""
    assert quick_codes == 2**15


def test_two_holders_open_a_box_and_one_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "WORK", 2)
    urn, codes = keys.new_urn_key(), [keys.read_code(keys.new_code()) for _ in range(3)]
    first, second, third = (keys.holder_key(code, BALLOT, who) for who, code in enumerate(codes))
    box = keys.shut_box(urn, keys.public_bytes(first), keys.public_bytes(second), INFO)
    opened = keys.open_box(box, first, second, INFO)
    assert opened.private_bytes_raw() == urn.private_bytes_raw()
    other_list = keys.bound_to(BALLOT, "cd" * 32)
    for wrong in (
        (first, first, INFO),
        (second, first, INFO),
        (first, third, INFO),
        (first, second, other_list),
        (first, second, keys.bound_to(uuid.UUID(int=16), LIST)),
    ):
        with pytest.raises(keys.CannotOpenError):
            keys.open_box(box, *wrong)


def test_a_code_is_worth_nothing_at_another_ballot_for_another_person_or_server(
    monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    monkeypatch.setattr(keys, "WORK", 2)
    code = keys.read_code(keys.new_code())
    ours = keys.public_bytes(keys.holder_key(code, BALLOT, 1))
    others = [keys.holder_key(code, uuid.UUID(int=16), 1), keys.holder_key(code, BALLOT, 2)]
    mark = keys.key_mac(BALLOT, 1, ours)
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    others.append(keys.holder_key(code, BALLOT, 1))
    assert ours not in [keys.public_bytes(one) for one in others]
    assert not keys.is_ours(BALLOT, 1, ours, mark)


@pytest.mark.parametrize(("candidates", "length"), [(1, 66), (22, 87), (60, 125)])
def test_the_length_of_an_envelope_tells_the_number_of_candidates_alone(
    urn: X25519PrivateKey, candidates: int, length: int
) -> None:
    public = keys.public_bytes(urn)
    tag = keys.tag_of(b"salt", 1)
    for mark in (0, 1, 4):
        sealed = keys.envelope(public, tag, [mark] * candidates, INFO)
        assert len(sealed) == length
        assert keys.open_envelope(urn, sealed, INFO) == (tag, bytes([mark] * candidates))
    assert keys.envelope(public, tag, [1], INFO) != keys.envelope(public, tag, [1], INFO)


@pytest.mark.trial
def test_what_is_no_envelope_is_said_to_be_none(urn: X25519PrivateKey) -> None:
    chance = random.Random(7)  # noqa: S311
    good = keys.envelope(keys.public_bytes(urn), keys.tag_of(b"salt", 1), [1, 2, 3], INFO)
    for _ in range(trial_size(20_000)):
        whole = bytearray(good)
        for _ in range(chance.randint(1, 3)):
            whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        cut = bytes(whole[: chance.randrange(len(whole))])
        for sealed in (bytes(whole), cut, chance.randbytes(chance.randrange(120))):
            if sealed != good:
                with pytest.raises(keys.CannotOpenError):
                    keys.open_envelope(urn, sealed, INFO)


def test_a_receipt_is_of_the_voter_and_the_salt_alone() -> None:
    code = keys.receipt_of(keys.tag_of(b"salt", 1))
    assert (len(code), set(code) <= set(keys.SIGNS)) == (8, True)
    assert code == keys.receipt_of(keys.tag_of(b"salt", 1))
    assert len({keys.receipt_of(keys.tag_of(b"salt", who)) for who in range(300)}) == 300
    assert code != keys.receipt_of(keys.tag_of(b"other", 1))
