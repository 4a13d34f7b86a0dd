PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test format readme bench-quality bench-map bench-study bench-import bench-speed bench-postgres fuzz wheel clean

help:  ## Show what can be made.
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

demo: $(VENV)/.installed  ## Install into .venv, ask a question, write map.html, print a study list.
	$(BIN)/kg ask which tool tunes hyperparameters
	$(BIN)/kg map -o map.html
	$(BIN)/kg study -n 6 how to evaluate a classifier

test: $(VENV)/.developing  ## Check everything: lint, format, types, layers, tests.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

format: $(VENV)/.developing  ## Put the code in its standard form.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

readme: $(VENV)/.developing  ## Renew the output and the picture that the README shows.
	$(BIN)/python -m tests.test_readme
	$(BIN)/python -m tests.browser.picture

bench-quality: $(VENV)/.developing  ## Measure the answers and write tests/bench/QUALITY.md.
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python -m tests.bench.quality

bench-map: $(VENV)/.developing  ## Measure the map beside stock pyvis and write tests/bench/MAP.md.
	$(BIN)/python -m tests.bench.map

bench-study: $(VENV)/.developing  ## Measure orders, quiz and their speed and write tests/bench/STUDY.md.
	test -d /usr/share/wordnet || apt-get install -yqq wordnet-base
	$(BIN)/python -m tests.bench.study

bench-import: $(VENV)/.developing  ## Measure what is read out of decks and write tests/bench/IMPORT.md.
	$(BIN)/python -m tests.bench.intake

bench-postgres: $(VENV)/.developing  ## Ask PostgreSQL what SQLite is asked and write tests/bench/POSTGRES.md.
	test -d /usr/lib/postgresql || apt-get install -yqq postgresql
	test -d /usr/share/wordnet || apt-get install -yqq wordnet-base
	$(BIN)/python -m tests.bench.postgres

bench-speed: $(VENV)/.developing  ## Measure speed and growth and write tests/bench/SPEED.md, with a picture.
	$(BIN)/python -m pip install --quiet --group bench
	test -d /usr/share/wordnet || apt-get install -yqq wordnet-base
	command -v fzf >/dev/null || apt-get install -yqq fzf
	$(BIN)/python -m tests.bench.speed

fuzz: $(VENV)/.developing  ## Feed three readers what nobody would write, ten minutes each.
	$(BIN)/python -m pip install --quiet --group fuzz
	for name in apkg delimited markdown; do \
		$(BIN)/python -m tests.fuzz.fuzz $$name -max_total_time=600 -max_len=20000 || exit 1; \
	done

wheel: $(VENV)/.developing  ## Build the wheel into dist/ and check what it holds.
	rm -rf dist
	$(BIN)/python -m build --wheel
	$(BIN)/check-wheel-contents dist/*.whl

clean:  ## Remove what was made.
	rm -rf $(VENV) dist map.html
