PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test test-slow test-linear test-bench check-site format readme lock bench-quality bench-answers bench-map bench-study bench-import bench-faithfulness bench-speed bench-postgres fuzz fuzz-short fuzz-run wheel sbom clean

help:  ## Show what can be made.
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

# Development and CI use the versions and hashes in tests/constraints.txt.
$(VENV)/.developing: pyproject.toml tests/constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes --requirement tests/constraints.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(VENV)/.installed $@

demo: $(VENV)/.installed  ## Install into .venv, ask a question, write map.html, print a study list.
	$(BIN)/kg ask which tool tunes hyperparameters
	$(BIN)/kg map -o map.html
	$(BIN)/kg study -n 6 how to evaluate a classifier

test: $(VENV)/.developing check-site  ## Check everything but the slow tests: lint, types, layers, tests, JavaScript.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto -m "not slow"

test-slow: $(VENV)/.developing  ## Run the tests that take longer than 5 seconds, and all in a browser.
	$(BIN)/python -m pytest -n auto -m slow

test-linear: $(VENV)/.developing  ## Feed every fragment to every reader, which takes an hour: time must grow with length only.
	KG_ALL_FRAGMENTS=1 $(BIN)/python -m pytest -n auto -m slow tests/formats/test_linear_time.py

test-bench: $(VENV)/.developing  ## Run the tests of the benchmarks.
	$(BIN)/python -m pytest -n auto tests/bench

check-site:  ## Check the page's JavaScript: lint, format, types, tests. Needs Node.
	@if command -v node >/dev/null; then \
		npm --prefix site ci --silent --no-audit --no-fund && npm --prefix site run --silent check; \
	elif [ "$$CI" = true ]; then \
		echo "Node is missing, and CI needs it to check the page's JavaScript" >&2; exit 1; \
	else \
		echo "Node is missing: the page's JavaScript is not checked"; \
	fi

format: $(VENV)/.developing  ## Put the code in its standard form.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	if command -v node >/dev/null; then npm --prefix site run --silent format; fi

readme: $(VENV)/.developing  ## Renew the output and the picture that the READMEs show.
	$(BIN)/python -m tests.test_readme
	$(BIN)/python -m tests.browser.picture

# Benchmarks, fuzzing and releases use theirs.
$(VENV)/.tools: pyproject.toml tests/tool-constraints.txt $(VENV)/.developing
	$(BIN)/python -m pip install --quiet --require-hashes --requirement tests/tool-constraints.txt
	touch $@

lock: $(VENV)/.tools  ## Renew the versions and hashes in tests/constraints.txt and tool-constraints.txt.
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--all-extras --group dev --no-header --no-annotate pyproject.toml -o tests/constraints.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--constraint tests/constraints.txt --group bench --group fuzz --group release \
		--no-header --no-annotate -o tests/tool-constraints.txt
	npm --prefix site install --omit-lockfile-registry-resolved --no-audit --no-fund
	node site/tools/clean_lock.js

bench-quality: $(VENV)/.tools  ## Measure the answers and write tests/bench/reports/QUALITY.md.
	$(BIN)/python -m tests.bench.quality

bench-answers: $(VENV)/.developing  ## Measure answers to questions of others and write tests/bench/reports/ANSWERS.md.
	$(BIN)/python -m tests.bench.answers

bench-map: $(VENV)/.developing  ## Measure the map beside stock pyvis and write tests/bench/reports/MAP.md.
	$(BIN)/python -m tests.bench.map

bench-study: $(VENV)/.developing  ## Measure orders, quiz and their speed and write tests/bench/reports/STUDY.md.
	test -d /usr/share/wordnet || apt-get install -yqq wordnet-base
	$(BIN)/python -m tests.bench.study

bench-import: $(VENV)/.developing  ## Measure what is extracted from decks and write tests/bench/reports/IMPORT.md.
	$(BIN)/python -m tests.bench.intake

bench-faithfulness: $(VENV)/.developing  ## Measure the checks of a graph against its deck and write tests/bench/reports/FAITHFULNESS.md.
	$(BIN)/python -m tests.bench.faithfulness

bench-speed: $(VENV)/.tools  ## Measure speed and growth and write tests/bench/reports/SPEED.md, with a picture.
	test -d /usr/share/wordnet || apt-get install -yqq wordnet-base
	command -v fzf >/dev/null || apt-get install -yqq fzf
	$(BIN)/python -m tests.bench.speed

bench-postgres: $(VENV)/.developing  ## Ask PostgreSQL what SQLite is asked and write tests/bench/reports/POSTGRES.md.
	test -d /usr/lib/postgresql || apt-get install -yqq postgresql
	test -d /usr/share/wordnet || apt-get install -yqq wordnet-base
	$(BIN)/python -m tests.bench.postgres

FUZZED := apkg crowdanki nodelink graphml rdf obo triples markdown delimited quizlet \
	question toml progress page

fuzz: FUZZ_SECONDS = 3600
fuzz-short: FUZZ_SECONDS = 300
fuzz: fuzz-run  ## Feed all that reads input random bytes, an hour in all.
fuzz-short: fuzz-run  ## The same for five minutes in all, as CI does.

fuzz-run: $(VENV)/.tools
	for name in $(FUZZED); do \
		$(BIN)/python -m tests.fuzz.fuzz $$name -max_len=20000 \
			-max_total_time=$$(( $(FUZZ_SECONDS) / $(words $(FUZZED)) )) || exit 1; \
	done

wheel: $(VENV)/.developing  ## Build the wheel into dist/ and check its contents.
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation
	$(BIN)/check-wheel-contents dist/*.whl

sbom: wheel $(VENV)/.tools  ## Build the wheel, and list it with what it installs in dist/deckgraph.cdx.json (CycloneDX).
	rm -rf dist/installed
	$(PYTHON) -m venv --without-pip dist/installed
	sed -n '/==/s/ *\\$$//p' tests/constraints.txt > dist/versions.txt
	$(BIN)/python -m pip --python dist/installed/bin/python install --quiet \
		--constraint dist/versions.txt dist/*.whl
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
		--output-file dist/deckgraph.cdx.json dist/installed/bin/python
	rm -rf dist/installed dist/versions.txt

clean:  ## Remove everything that was made.
	rm -rf $(VENV) dist map.html site/node_modules
