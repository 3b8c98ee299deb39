# Two commands: `make site` builds the demo and the manual into site/, `make test` runs everything there is.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
BENCH  := .cache/bench/venv
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: install site serve test format lint types layers pipelines wheels unit fuzz browser-large bench bench-report messages chromium clean

site: SITE ?= site
site: $(VENV)/.site
	$(BIN)/mkdocs build --strict --site-dir $(SITE)

install: $(VENV)/.site

serve: $(VENV)/.site
	$(BIN)/mkdocs serve --livereload

test: lint types layers pipelines unit

lint: $(VENV)/.test
	$(BIN)/ruff format --check generator tests
	$(BIN)/ruff check generator tests

format: $(VENV)/.test
	$(BIN)/ruff format generator tests
	$(BIN)/ruff check --fix generator tests

types: $(VENV)/.test
	$(BIN)/mypy

layers: $(VENV)/.test
	$(BIN)/lint-imports

# the workflows of GitHub and the pipeline of GitLab, here and in what `briefkit new` writes
pipelines: $(VENV)/.test
	$(BIN)/python .ci/pipelines.py

# everything that an installation without a network needs: bring the folder over, and there
# pip install --no-index --find-links wheels briefkit
wheels: $(VENV)/.site
	$(BIN)/python -m pip wheel --quiet --constraint constraints.txt --wheel-dir wheels .

unit: $(VENV)/.test chromium
	$(BIN)/pytest -n 2 --dist loadfile

# the properties, with many examples that are new each time; not part of `make test`
fuzz: $(VENV)/.test
	BRIEFKIT_PROFILE=fuzz $(BIN)/pytest -n 2 --ignore tests/browser --ignore tests/test_packaging.py

# what the browser tests look at, in a generated site of so many records; not part of `make test`
browser-large: RECORDS ?= 5000
browser-large: $(VENV)/.test chromium
	BRIEFKIT_LARGE=$(RECORDS) $(BIN)/pytest tests/browser/test_large.py

# how long ours and others take, turn by turn: SIZES are numbers of records, and `real`; not part of `make test`
bench: SIZES ?= 500 2000 10000 real
bench: $(BENCH)/.bench
	$(BENCH)/bin/python tests/bench $(SIZES) $(ARGS)

# what was measured, into the manual: RESULTS are files of `make bench`
bench-report: $(VENV)/.site
	$(BIN)/python tests/bench/report.py $(RESULTS)

# the messages of the interface: the list of all of them, and what is new in each language
messages: $(VENV)/.site
	$(BIN)/python .ci/messages.py

# what browser tests need and pip cannot bring
chromium:
	@$(PYTHON) .ci/chromium.py

$(VENV)/.site: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed: make PYTHON=python3.12 …") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/.test: $(VENV)/.site
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch $@

$(BENCH)/.bench: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	touch $@

clean:
	rm -rf $(VENV) site .cache build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
