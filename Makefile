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
TEST_TOOLS := xvfb poppler-utils qpdf xdotool postgresql

.PHONY: help demo run test soak soak-wire soak-book soak-hall coverage mutants check stills lock clean

help:
	@echo "make demo    a whole simulated meeting, verified at the end"
	@echo "make run     the hall, by kiosk.toml (see assets/kiosk.example.toml)"
	@echo "make test    all tests"
	@echo "make coverage  every branch of the law is taken by a test, about a minute"
	@echo "make mutants   no change to the arithmetic of the law goes unseen, about ten minutes"
	@echo "make check   format, lint, types, walls, QML, words"
	@echo "make soak    the long rounds: soak-wire (five minutes a framer), soak-book, soak-hall"
	@echo "make stills  a picture of every state of every screen, in build/stills"
	@echo "make lock    write the lock files anew (needs uv)"

demo: $(RUN) $(SYSTEM)
	$(BIN)/kiosk demo

run: $(RUN) $(SYSTEM)
	$(BIN)/kiosk run

test: $(DEV) $(SYSTEM_DEV)
	$(BIN)/python -m pytest

soak: soak-wire soak-book soak-hall

soak-wire: $(DEV) $(SYSTEM_DEV)
	timeout 3600 $(BIN)/python -m pytest -m soak tests/devices

soak-book: $(DEV) $(SYSTEM_DEV)
	timeout 5400 $(BIN)/python -m pytest -m soak tests/ledger

soak-hall: $(DEV) $(SYSTEM_DEV)
	timeout 3600 $(BIN)/python -m pytest -m soak --ignore=tests/devices --ignore=tests/ledger

# Whole branches by tests that lead to them on purpose: no meeting that is led at random, and not
# the proof by every hall up to twelve, which takes minutes where each line is watched.
COVERED := --cov=kiosk.meeting
COVERING := tests/meeting --ignore=tests/meeting/test_meeting_machine.py \
	--deselect tests/meeting/test_secrecy.py::test_no_breakdown_of_a_small_hall_gives_anyone_away \
	--deselect tests/meeting/test_secrecy.py::test_no_two_breakdowns_of_a_small_hall_give_anyone_away

coverage: $(DEV) $(SYSTEM_DEV)
	$(BIN)/python -m pytest -q $(COVERING) $(COVERED) --cov-branch \
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
