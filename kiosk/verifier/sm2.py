# SPDX-License-Identifier: Apache-2.0
"""SM2 signatures after GB/T 32918.2-2016: verification, and a key as others read it.

The curve is y² = x³ − 3x + b over the field of P, of the prime order N. What is signed is not the
message but e = SM3(ZA ‖ message), where ZA = SM3(the id's length in bits ‖ id ‖ a ‖ b ‖ G ‖ key)
binds the signer's id and key. (r, s) is genuine when t = r + s mod N is not 0 and
e + x([s]G + [t]key) = r mod N. Points are held in Jacobian coordinates, x = X/Z², y = Y/Z³, so that
only the last step divides. Nothing here is secret, so nothing need run in constant time.
"""

from __future__ import annotations

from base64 import b64encode

from kiosk.verifier.der import Damaged, exactly, integer, read
from kiosk.verifier.sm3 import sm3

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
GX = 0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7
GY = 0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0
KEY_BYTES = 65
ID = b"1234567812345678"

Point = tuple[int, int, int]
NOWHERE: Point = (1, 1, 0)


def _twice(point: Point) -> Point:
    x, y, z = point
    if z == 0:
        return NOWHERE
    square = y * y % P
    s = 4 * x * square % P
    m = 3 * (x - z * z) * (x + z * z) % P
    across = (m * m - 2 * s) % P
    return across, (m * (s - across) - 8 * square * square) % P, 2 * y * z % P


def _added(one: Point, other: Point) -> Point:
    if one[2] == 0 or other[2] == 0:
        return other if one[2] == 0 else one
    z1, z2 = one[2] * one[2] % P, other[2] * other[2] % P
    u1, u2 = one[0] * z2 % P, other[0] * z1 % P
    s1, s2 = one[1] * other[2] * z2 % P, other[1] * one[2] * z1 % P
    if u1 == u2:
        return _twice(one) if s1 == s2 else NOWHERE
    h, r = (u2 - u1) % P, (s2 - s1) % P
    hh = h * h % P
    hhh, v = h * hh % P, u1 * hh % P
    x = (r * r - hhh - 2 * v) % P
    return x, (r * (v - x) - s1 * hhh) % P, one[2] * other[2] * h % P


def _times(scalar: int, point: Point) -> Point:
    result = NOWHERE
    for bit in bin(scalar)[2:]:
        result = _twice(result)
        if bit == "1":
            result = _added(result, point)
    return result


def _word(number: int) -> bytes:
    return number.to_bytes(32, "big")


def _bound(key: bytes) -> bytes:
    """ZA: the signer's id and key."""
    parts = (len(ID) * 8).to_bytes(2, "big") + ID + b"".join(map(_word, (A, B, GX, GY)))
    return bytes.fromhex(sm3(parts + key[1:]))


def _key_point(key: bytes) -> Point | None:
    if len(key) != KEY_BYTES or key[0] != 4:
        return None
    x, y = int.from_bytes(key[1:33], "big"), int.from_bytes(key[33:], "big")
    on_curve = x < P and y < P and (y * y - (x * x + A) * x - B) % P == 0
    return (x, y, 1) if on_curve else None


SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")
"""What stands before the 65 bytes of a key: an EC key on the curve sm2p256v1 (RFC 5480)."""


def pem(key: bytes) -> str:
    """A key (04 ‖ X ‖ Y) as other programs read it."""
    body = b64encode(SPKI + key).decode("ascii")
    lines = [body[at : at + 64] for at in range(0, len(body), 64)]
    return "\n".join(["-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""])


def genuine(key: bytes, message: bytes, signature: bytes) -> bool:
    """True when `signature` (DER) over `message` was made with the key of `key` (04 ‖ X ‖ Y)."""
    point = _key_point(key)
    try:
        whole = read(signature)
        r, s = map(integer, exactly(whole, 2))
    except Damaged:
        return False
    if point is None or whole.end != len(signature) or not (0 < r < N and 0 < s < N):
        return False
    t = (r + s) % N
    if t == 0:
        return False
    e = int(sm3(_bound(key) + message), 16)
    found = _added(_times(s, (GX, GY, 1)), _times(t, point))
    if found[2] == 0:
        return False
    x = found[0] * pow(found[2] * found[2], P - 2, P) % P
    return (e + x) % N == r
