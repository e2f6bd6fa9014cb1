# Duologue: everything a fresh machine with Python >= 3.11 and make needs is installed by these targets.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
TESTABLE := .venv/.testable
MODULES := static/node_modules/.installed
BUILT := static/dist/en/index.html
PAGE := $(shell find static -path static/node_modules -prune -o -path static/dist -prune -o -type f -print)
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix static

.DEFAULT_GOAL := help
.PHONY: help run demo build test check types shots lighthouse bench accuracy style clean

help: ## show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: build ## install, build and start the server on http://127.0.0.1:8000
	@$(BIN)/duologue serve

demo: build ## open a meeting with somebody in it, to try everything alone
	@$(BIN)/duologue demo

build: $(INSTALLED) $(BUILT) ## install and build only, leaving .venv/bin/duologue

test: build $(TESTABLE) ## install what tests need and run everything
	@$(BIN)/python tests/browser/browsers.py
	@$(BIN)/python tests/browser/coturn.py
	$(NPM) test
	$(BIN)/pytest -m "not browser" -n logical --dist worksteal --cov=cues --cov=signaling --cov-report=
	$(BIN)/coverage report --fail-under=100
	@# Two at a time; what fails beside another must pass alone.
	$(BIN)/pytest -m browser -n 2 --dist load --maxschedchunk 1 || \
		$(BIN)/pytest -m browser --last-failed --last-failed-no-failures none

check: build $(TESTABLE) ## lint, types, contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m server.web.typescript --check
	$(NPM) run check

types: $(INSTALLED) ## write the page's types anew from the structs
	$(BIN)/python -m server.web.typescript

lighthouse: build $(TESTABLE) ## ask Lighthouse about the landing page and a summary
	@$(BIN)/python -m tests.bench.lighthouse

bench: build $(TESTABLE) ## measure speed, side by side
	$(BIN)/duologue bench

shots: build $(TESTABLE) ## take a picture of every view in every look, into shots/
	@$(BIN)/python -m tests.browser.shots $(ONLY)

style: $(MODULES) ## show what the pages are made of, at http://127.0.0.1:8000/style
	$(NPM) run build --silent -- --style
	@$(BIN)/duologue serve

accuracy: $(INSTALLED) ## measure every cue on DATA, a folder of labelled voices, and write docs/accuracy.md
	$(BIN)/duologue bench cues --data $(DATA) --json docs/accuracy.json --write docs/accuracy.md \
		--page static/src/views/summary/accuracy.gen.ts

clean: ## remove what was installed and built
	rm -rf .venv static/node_modules static/dist

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Duologue needs Python 3.11 or newer.")'
	$(PYTHON) -m venv .venv
	mkdir -p static/dist
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[build]'
	@touch $@

$(TESTABLE): $(INSTALLED)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[build,test]'
	@touch $@

$(MODULES): static/package.json static/package-lock.json $(INSTALLED)
	$(NPM) ci --no-audit --no-fund --silent
	@touch $@

$(BUILT): $(MODULES) $(PAGE)
	$(NPM) run build --silent
	@touch $@
