# On a fresh machine only git, make and Python >= 3.11 with venv are needed.
#
#   make demo       install into .venv and check the shipped sample report
#   make test       linter, import layers, types and tests
#   make test-all   the same, with the long runs
#   make dev        an editable install, for working on the code
#   make score      score against annotated reports in ../shared, if they are there
#   make inject     plant defects and count what is found (REPORTS=... for other reports than the sample)
#   make bench      the benchmarks
#   make pictures   the README's pictures: the pages in Chromium, the marked copies where LibreOffice is installed
#   make clean      remove what was made here

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

PACKAGES := src/gouji narrative extract compare corpora
SOURCES := $(shell find $(PACKAGES) -not -name '*.pyc' -not -name __pycache__) pyproject.toml README.md
CHECKED := $(PACKAGES) tests benchmarks
SAMPLE := corpora/samples/final-accounts.txt

.PHONY: demo test test-all check lint layers types browser pictures dev score inject bench clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.wheel
	@$(BIN)/gouji check $(SAMPLE) || [ $$? -eq 1 ]

# Wheels, not an editable install: type checker and import linter cannot see the editable finder.
$(VENV)/.venv:
	$(PYTHON) -c 'import sys; sys.exit("gouji needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.core: pyproject.toml $(VENV)/.venv
	rm -rf build
	$(PIP) install .
	@touch $@

$(VENV)/.test: pyproject.toml $(VENV)/.venv
	rm -rf build
	$(PIP) install '.[test]'
	@touch $@ $(VENV)/.core

$(VENV)/.wheel: $(SOURCES) $(VENV)/.core
	rm -rf build
	$(PIP) uninstall --yes gouji
	$(PIP) install --no-deps .
	@touch $@

# pytest comes last, so that its closing line ends the output.
test: check browser
	$(BIN)/python -m pytest -m 'not slow'

test-all: check browser
	$(BIN)/python -m pytest

# Chromium for the tests of the pages: installed where that is possible, otherwise it is said how.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null || { [ "$$(id -u)" = 0 ] && \
	    (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium) >/dev/null 2>&1; } || \
	    echo 'The tests in a browser are skipped; with Chromium they run: sudo apt-get install chromium'

# The pictures of the README; a font with Hanzi is installed where there is none and that is possible.
pictures: $(VENV)/.test $(VENV)/.wheel browser
	@fc-list :lang=zh 2>/dev/null | grep -q . || { [ "$$(id -u)" = 0 ] && \
	    (apt-get update -qq && apt-get install -y -qq --no-install-recommends fontconfig fonts-wqy-zenhei) >/dev/null 2>&1; } || \
	    echo 'No font with Hanzi: sudo apt-get install fonts-wqy-zenhei'
	$(BIN)/python docs/pictures.py

check: lint layers types

lint: $(VENV)/.test
	$(BIN)/ruff check --quiet $(CHECKED)
	$(BIN)/ruff format --check --quiet $(CHECKED)

layers: $(VENV)/.test $(VENV)/.wheel
	$(BIN)/lint-imports

types: $(VENV)/.test $(VENV)/.wheel
	cd $(VENV) && bin/mypy --config-file ../pyproject.toml --cache-dir ../.mypy_cache --strict -p gouji

dev: $(VENV)/.test
	$(PIP) uninstall --yes gouji
	$(PIP) install --no-deps --editable .
	@rm -f $(VENV)/.wheel

score: $(VENV)/.wheel
	$(BIN)/python benchmarks/score.py ../shared

inject: $(VENV)/.wheel
	$(BIN)/python benchmarks/injection.py $(REPORTS)

bench: $(VENV)/.test $(VENV)/.wheel
	$(BIN)/python -m pytest benchmarks --benchmark-disable-gc
	$(BIN)/python benchmarks/process.py
	$(BIN)/python benchmarks/desk.py

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
