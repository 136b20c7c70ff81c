# NKLearn from a checkout. `make run` is all that a fresh Debian or Ubuntu needs.
#
#   ARGS="..."      more arguments for the program, the tour, the bench or pytest
#   WORKERS=1      how many tests run side by side (default: one for each core)
#   PYTHON=python3.12   the Python that .venv is made with (default: the first that fits)

.DEFAULT_GOAL := help
# apt and pip must not run beside each other.
.NOTPARALLEL:

BIN := .venv/bin
STAMP := .venv/.installed
ARGS ?=
WORKERS ?= auto
UV_VERSION := 0.13.9

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1
# pyright asks a server for a newer version of itself otherwise.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

# An account without a home (a build machine) keeps the caches of Qt's fonts here.
ifneq ($(shell test -w "$$HOME" && echo yes),yes)
export XDG_CACHE_HOME := $(CURDIR)/build/cache
endif

# A Linux without a screen draws into memory. Qt wants to know before it starts.
NO_SCREEN := $(if $(DISPLAY)$(WAYLAND_DISPLAY),,$(filter Linux,$(shell uname -s)))
ifneq ($(NO_SCREEN),)
DRAW := QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
endif

.PHONY: help
help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
	  awk -F'|' '{ printf "%-22s%s\n", $$1, $$2 }'

.PHONY: setup
setup: $(STAMP) ## make .venv, with exactly what requirements-dev.txt names

$(STAMP): requirements-dev.txt pyproject.toml
	@packaging/ensure-system python
	test -x $(BIN)/python || "$$(packaging/ensure-system which)" -m venv .venv
	$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: run
run: system-run setup content ## open NKLearn; without a screen, draw its pages to build/tour
ifneq ($(NO_SCREEN),)
	@echo "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the pages are drawn to build/tour instead."
	$(DRAW) $(BIN)/nklearn tour build/tour --size 1366x690 --text 100
else
	$(BIN)/nklearn $(ARGS)
endif

.PHONY: content
content: setup ## compile resources/ and lessons/ into content.db
	$(BIN)/nklearn content build

.PHONY: lint
lint: setup ## all checks that run no test; every failure is shown before it stops
	@failed=; \
	for check in "ruff check" "ruff format --check" "pyright" "lint-imports" "nklearn content check"; do \
	  printf '\n== %s\n' "$$check"; \
	  $(DRAW) $(BIN)/$$check || failed="$$failed, $$check"; \
	done; \
	if [ -n "$$failed" ]; then printf '\nFailed: %s\n' "$${failed#, }" >&2; exit 1; fi

.PHONY: test
test: system-test lint ## lint, then the tests that need no outside program
	QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 $(BIN)/pytest -m "not external" -n $(WORKERS) --dist worksteal $(ARGS)

# A screen of its own, so that the window under test never takes the mouse of who is working.
# Without a reset when its last window closes: the next could not connect meanwhile.
.PHONY: test-external
test-external: system-test setup ## the tests with real outside programs and a real window
	QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8 xvfb-run -a -s "-screen 0 1366x768x24 -noreset" \
	  $(BIN)/pytest -m external $(ARGS)

.PHONY: tour
tour: system-run setup content ## draw the pages to build/tour
	$(DRAW) $(BIN)/nklearn tour build/tour $(ARGS)

.PHONY: bench
bench: system-run setup content ## measure speed and memory to build/bench.json
	@mkdir -p build
	$(DRAW) $(BIN)/python tests/bench/bench.py --out build/bench.json $(ARGS)

.PHONY: freeze
freeze: system-package setup content ## freeze the program into build/frozen/nklearn, one folder that needs no Python
	$(BIN)/python packaging/freeze/freeze.py

# The manifest of the folder comes before the packages, sums and signatures after them.
.PHONY: package
package: system-package freeze ## make the installers and what goes with them, in dist/
	rm -rf dist
	$(BIN)/python packaging/release/prepare.py
	$(BIN)/python packaging/linux/deb.py
	$(BIN)/python packaging/linux/run.py
	lintian --fail-on error,warning dist/nklearn_*_amd64.deb
	$(BIN)/python packaging/release/finish.py

# On a screen of their own; the bare system is made once and kept in build/bare.
.PHONY: package-test
package-test: system-package system-test setup ## prove what is in dist/ on a bare Debian and without a network (root)
	test -n "$$(ls dist/*.run 2>/dev/null)" || $(MAKE) package
	$(BIN)/python packaging/proof/bare_system.py
	$(BIN)/python packaging/proof/offline.py
	-$(BIN)/python packaging/proof/start_up.py

.PHONY: package-again
package-again: system-package setup ## build what is committed twice, in two places, and compare every byte
	$(BIN)/python packaging/release/compare.py

.PHONY: translations
translations: setup ## collect the words of the window into build/nklearn.ts, for translators
	@mkdir -p build
	$(BIN)/pyside6-lupdate $$(git ls-files 'src/nklearn/ui/*.py' src/nklearn/app.py) -no-obsolete -ts build/nklearn.ts

.PHONY: lock
lock: ## write requirements*.txt anew from pyproject.toml (ARGS=--upgrade for newer versions)
	test -x build/lock/bin/uv || "$$(packaging/ensure-system which)" -m venv build/lock
	build/lock/bin/python -m pip install -q uv==$(UV_VERSION)
	for out in "requirements.txt --extra authoring" "requirements-dev.txt --all-extras"; do \
	  build/lock/bin/uv pip compile pyproject.toml -q --universal --python-version 3.11 \
	    --system-certs --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	    $(ARGS) -o $$out || exit 1; \
	done

.PHONY: clean
clean: ## remove what was made, but for .venv
	rm -rf build dist .hypothesis .import_linter_cache .pytest_cache .ruff_cache
	find src tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: system-run system-test system-package
system-run:
	@packaging/ensure-system run
system-test:
	@packaging/ensure-system test
system-package:
	@packaging/ensure-system package
