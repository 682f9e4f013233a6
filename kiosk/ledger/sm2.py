"""SM2 over SM3 (GB/T 32918, GB/T 32905), made by this PC's `openssl`: our own library has no SM2.

The private key lies on the disk encrypted and is never in a file otherwise; its passphrase goes to
openssl in the environment of that one process. Where there is no openssl of version 3 or later the
hall signs without SM2 and says why.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from kiosk.ledger.door import Mend, book_fault

DISTINGUISHING_ID = "1234567812345678"
"""The signer's id of GB/T 32918.2 where none was agreed."""
UNCOMPRESSED = b"\x04"
POINT = 65
PATIENCE_S = 20
SECRET = "KIOSK_SM2_PASS"
ABSENT = "openssl_absent"
UNABLE = "openssl_unable"
"""Why a hall has no SM2 key; words of the catalogue under `sm2`."""
NOT_FOUND = Mend(
    "openssl is not found: this paper has no SM2 signature",
    "install openssl 3 or later on this PC; the other signatures are there",
)
REFUSED = Mend(
    "openssl made no SM2 signature: this paper has none",
    "put the file of the hall's SM2 key and openssl 3 in order; the other signatures are there",
)


def openssl_path() -> str | None:
    """The openssl of this PC, None where there is none."""
    return shutil.which("openssl")


def make_sm2_key(passphrase: str) -> tuple[bytes, str] | str:
    """A fresh key as encrypted PEM, and its public point as hex; or why there is none."""
    openssl = openssl_path()
    if openssl is None:
        return ABSENT
    curve = ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2")
    pem = _run([openssl, "genpkey", *curve, "-aes-256-cbc", "-pass", f"env:{SECRET}"], passphrase)
    if pem is None:
        return UNABLE
    public = ["-passin", f"env:{SECRET}", "-pubout", "-outform", "DER"]
    point = (_run([openssl, "pkey", *public], passphrase, given=pem) or b"")[-POINT:]
    if len(point) != POINT or point[:1] != UNCOMPRESSED:
        return UNABLE
    return pem, point.hex()


def sign_sm2(key: Path, passphrase: str, content: bytes) -> bytes:
    """The DER signature over `content`; BookFault when openssl is gone or refuses."""
    openssl = openssl_path()
    if openssl is None:
        raise book_fault(NOT_FOUND, key)
    how = ["-sm3", "-sign", str(key), "-passin", f"env:{SECRET}"]
    signature = _run(
        [openssl, "dgst", *how, "-sigopt", f"distid:{DISTINGUISHING_ID}"], passphrase, given=content
    )
    if signature is None:
        raise book_fault(REFUSED, key)
    return signature


def _run(command: list[str], passphrase: str = "", *, given: bytes = b"") -> bytes | None:
    """What a command wrote; None when it failed or did not end."""
    environment: Mapping[str, str] = os.environ | {SECRET: passphrase}
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            check=False,
            env=environment,
            timeout=PATIENCE_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
