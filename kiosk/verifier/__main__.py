# SPDX-License-Identifier: Apache-2.0
"""python -m kiosk.verifier."""

from __future__ import annotations

import sys

from kiosk.verifier.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
