"""Two of three shares give the secret back, one says nothing, a strange one is told apart."""

import secrets
from dataclasses import replace
from itertools import permutations

import pytest
from shamir_mnemonic import Share as Slip
from shamir_mnemonic import generate_mnemonics

from kiosk.faults import UnusableInput
from kiosk.ledger.shares import SHARE_BYTES, Share, from_words, join, split, to_words

SECRET = bytes(range(32))


def test_any_two_shares_give_the_secret_back() -> None:
    for secret in (SECRET, bytes(32), secrets.token_bytes(32)):
        for one, other in permutations(split(secret), 2):
            assert join(one, other) == secret


def test_a_share_comes_back_from_its_bytes() -> None:
    for share in split(SECRET):
        assert len(share.to_bytes()) == SHARE_BYTES
        assert Share.from_bytes(share.to_bytes()) == share
    for raw in (b"", bytes(SHARE_BYTES + 1), b"\x03" * SHARE_BYTES):
        with pytest.raises(UnusableInput, match="a share is damaged"):
            Share.from_bytes(raw)


def test_one_share_fits_every_secret() -> None:
    """The first bytes of share 0 are as likely one thing as another, whatever the secret."""
    seen = {split(SECRET)[0].value[0] for _ in range(600)}
    assert len(seen) > 180


def test_a_share_of_another_meeting_is_told_apart() -> None:
    with pytest.raises(UnusableInput, match="one is of another meeting or another key"):
        join(split(SECRET)[0], split(SECRET)[1])
    ours, theirs = to_words(SECRET), to_words(SECRET)
    while theirs[1].split()[:2] == ours[1].split()[:2]:  # a set's number is of 15 bits alone
        theirs = to_words(SECRET)
    with pytest.raises(UnusableInput, match="one is of another meeting or another key"):
        from_words([ours[0], theirs[1]])


def test_the_same_share_twice_is_not_two() -> None:
    share = split(SECRET)[0]
    with pytest.raises(UnusableInput, match="the same share was given twice"):
        join(share, share)
    words = to_words(SECRET)[2]
    with pytest.raises(UnusableInput, match="the same share was given twice"):
        from_words([words, words])


def test_an_altered_share_is_found_out() -> None:
    one, other, _ = split(SECRET)
    altered = replace(other, value=bytes([other.value[0] ^ 1]) + other.value[1:])
    with pytest.raises(UnusableInput, match="a share is damaged"):
        join(one, altered)


def test_any_two_slips_of_words_give_the_secret_back() -> None:
    slips = to_words(SECRET)
    assert all(len(words.split()) == 33 for words in slips)
    for pair in permutations(slips, 2):
        assert from_words(pair) == SECRET
    assert from_words([slips[0].upper(), slips[2].replace(" ", "  ")]) == SECRET


def test_a_misread_word_is_told_with_its_share() -> None:
    first, second, third = to_words(SECRET)
    words = second.split()
    words[9] = "academic" if words[9] != "academic" else "acid"
    for misread in (" ".join(words), "no such words", " ".join(second.split()[:-1]), ""):
        with pytest.raises(UnusableInput, match="share 2: a word is misread or missing"):
            from_words([first, misread])
    with pytest.raises(UnusableInput, match="3 shares were given; give exactly two"):
        from_words([first, second, third])


def test_words_that_hold_no_whole_secret_are_damaged() -> None:
    """Two sound slips of one set whose digest does not fit: forged, not misread."""
    ours = to_words(SECRET)
    ((theirs, _, _),) = generate_mnemonics(1, [(2, 3)], bytes(32))
    mine, strange = Slip.from_mnemonic(ours[1]), Slip.from_mnemonic(theirs)
    forged = replace(strange, identifier=mine.identifier)
    with pytest.raises(UnusableInput, match="a share is damaged"):
        from_words([ours[1], forged.mnemonic()])


def test_words_of_another_program_are_not_ours() -> None:
    ((first, second, _),) = generate_mnemonics(1, [(2, 3)], bytes(16))
    with pytest.raises(UnusableInput, match="these are not words of a kiosk's key"):
        from_words([first, second])
