"""The root of a poll against RFC 9162 as written and against pymerkle."""

import hashlib

import pytest
from bundlebuilder import split_root
from pymerkle import InmemoryTree

from kiosk.verifier import merkle


@pytest.mark.parametrize("count", [*range(18), 31, 32, 33, 100, 257])
def test_the_root_is_that_of_the_rfc_and_of_pymerkle(count):
    bodies = [f"entry {at}".encode() for at in range(count)]
    root = merkle.root([merkle.leaf(body) for body in bodies])
    tree = InmemoryTree(algorithm="sha256")
    for body in bodies:
        tree.append_entry(body)
    assert root == split_root(bodies)
    if count:
        assert root == tree.get_root()


def test_the_root_of_no_leaves_is_the_hash_of_nothing():
    assert merkle.root([]) == hashlib.sha256(b"").digest()
