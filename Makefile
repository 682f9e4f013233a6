# Two commands on a fresh machine: `make demo` and `make test`.
# Each makes .venv from the lock, with hashes, and installs the few system libraries Qt needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
SYSTEM := $(VENV)/.system
SYSTEM_DEV := $(VENV)/.system-dev

QT_LIBRARIES := libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0 \
	libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libglib2.0-0 libpulse0
TEST_TOOLS := xvfb poppler-utils qpdf xdotool postgresql openssl cups printer-driver-cups-pdf \
	xserver-xorg-core xserver-xorg-video-dummy x11-xserver-utils desktop-file-utils

.PHONY: help demo run test soak soak-wire soak-book soak-hall soak-search coverage mutants check stills references lock clean

help:
	@echo "make demo    a whole simulated meeting, verified at the end"
	@echo "make run     the hall, by kiosk.toml (see assets/kiosk.example.toml)"
	@echo "make test    all tests"
	@echo "make coverage  every branch of law, book, verifier and framers is taken by a test, three minutes"
	@echo "make mutants   no change to the arithmetic of the law goes unseen, about ten minutes"
	@echo "make check   format, lint, types, walls, QML, words"
	@echo "make soak    the long rounds: soak-wire (five minutes a framer), soak-book, soak-hall, soak-search"
	@echo "make stills  a picture of every state of every screen, in build/stills"
	@echo "make references  draw anew what the tests compare the screens with, and the pictures of manual and papers"
	@echo "make lock    write the lock files anew (needs uv)"

demo: $(RUN) $(SYSTEM)
	$(BIN)/kiosk demo

run: $(RUN) $(SYSTEM)
	$(BIN)/kiosk run

# One worker more than there are cores: a good part of the tests waits for real lines and processes.
WORKERS := $(shell echo $$(( $$(nproc 2>/dev/null || echo 2) + 1 )))

test: $(DEV) $(SYSTEM_DEV)
	$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 5 --dist worksteal

soak: soak-wire soak-book soak-hall soak-search

soak-wire: $(DEV) $(SYSTEM_DEV)
	timeout 3600 $(BIN)/python -m pytest -m soak tests/devices

soak-book: $(DEV) $(SYSTEM_DEV)
	timeout 5400 $(BIN)/python -m pytest -m soak tests/ledger

soak-hall: $(DEV) $(SYSTEM_DEV)
	timeout 3600 $(BIN)/python -m pytest -m soak --ignore=tests/devices --ignore=tests/ledger

# Examples that nobody has seen yet; `make test` draws the same ones every time.
soak-search: $(DEV) $(SYSTEM_DEV)
	timeout 3600 $(BIN)/python -m pytest -m hypothesis --hypothesis-profile=search

# Whole branches by tests that lead to them on purpose: no meeting that is led at random, no book
# that is killed or cut again and again, and not the proof by every hall up to twelve, which takes
# minutes where each line is watched; of the verifier's, no damage at random and no other Python.
# Of the equipment: what cuts the wire's bytes into frames.
FRAMERS := wire.chunk wire.cutting wire.framing keypads.jsonline keypads.jsonline_words \
	keypads.sunvote keypads.sunvote_frames keypads.sunvote_rows keypads.taiden \
	$(patsubst %.py,keypads.%,$(notdir $(wildcard kiosk/devices/keypads/hvm1*.py)))
COVERED := --cov=kiosk/meeting --cov=kiosk/ledger --cov=kiosk/verifier $(addprefix --cov=kiosk.devices.,$(FRAMERS))
COVERING := tests/meeting --ignore=tests/meeting/test_meeting_machine.py \
	--deselect tests/meeting/test_secrecy.py::test_no_breakdown_of_a_small_hall_gives_anyone_away \
	--deselect tests/meeting/test_secrecy.py::test_no_two_breakdowns_of_a_small_hall_give_anyone_away \
	tests/ledger --ignore=tests/ledger/test_sigkill.py --ignore=tests/ledger/test_power_cut.py \
	tests/verifier tests/test_channels_verified.py \
	$(addprefix --deselect tests/verifier/test_verifier_,\
	hostile_input.py::test_any_value_anywhere_in_the_book_is_judged_and_never_crashes \
	paper_codes.py::test_a_payload_with_flipped_bytes_is_told_and_never_crashes \
	paper_codes.py::test_texts_changed_at_random_are_judged_or_told_and_never_crash \
	papers.py::test_no_damage_makes_the_reader_fail_or_agree \
	stands_alone.py::test_the_pyz_runs_by_itself_on_other_pythons \
	tamper_matrix.py::test_a_flipped_byte_anywhere_in_any_member_is_caught) \
	$(addprefix tests/devices/test_,device_settings.py framing.py hvm1_golden.py hvm1_mishaps.py \
	hvm1_polls.py jsonline.py meant.py sunvote.py taiden.py veiling.py)

coverage: $(DEV) $(SYSTEM_DEV)
	$(BIN)/python -m pytest -q -n 2 $(COVERING) $(COVERED) --cov-branch \
		--cov-report=term-missing:skip-covered --cov-fail-under=100

mutants: $(DEV) $(SYSTEM_DEV)
	$(BIN)/python -m mutmut run --max-children 2
	$(BIN)/python tests/meeting/mutants.py

check: $(DEV) $(SYSTEM_DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	$(BIN)/python tests/ui/qml_lint.py
	$(BIN)/python -m pytest -q tests/test_house.py tests/test_words.py

stills: $(RUN) $(SYSTEM)
	$(BIN)/kiosk stills --out build/stills --force

references: $(SYSTEM_DEV)
	$(BIN)/python tests/ui/likeness.py
	$(BIN)/python tests/ui/manual_pictures.py
	$(BIN)/python tests/printing/paper_pictures.py

lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras -q \
		pyproject.toml --group build -o requirements.lock
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras -q \
		pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) build

$(RUN): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(DEV): requirements-dev.lock $(RUN)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

$(SYSTEM): $(RUN)
	sh .ci/system $(QT_LIBRARIES)
	touch $@

$(SYSTEM_DEV): $(DEV)
	sh .ci/system $(QT_LIBRARIES) $(TEST_TOOLS)
	touch $@
