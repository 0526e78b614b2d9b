# Every way to run, test and measure Millrace. `make` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
BIN := node_modules/.bin
INSTALLED := node_modules/.package-lock.json

##@ Run
.PHONY: start
start: $(INSTALLED) ## The whole platform in one process; PORT=8080, ADMIN_TOKEN=…
	@exec node --import tsx tools/start.ts

.PHONY: dapr
dapr: $(INSTALLED) ## Each service its own process with a real sidecar; BROKER=redis|rabbitmq|kafka, PORT=8080
	@exec node --import tsx tools/self-hosted.ts

##@ Test
.PHONY: test
test: format lint types fresh unit ## Everything that needs nothing but Node: format, lint, types, generated files, tests

.PHONY: format
format: $(INSTALLED) ## Formatting and import order, checked
	@$(BIN)/biome check .

.PHONY: lint
lint: $(INSTALLED) ## Lint with types
	@$(BIN)/oxlint --type-aware --deny-warnings

.PHONY: types
types: $(INSTALLED) ## Type check
	@$(BIN)/tsc -p .

.PHONY: fresh
fresh: $(INSTALLED) ## Generated files are what `make generate` would write
	@node --import tsx tools/generate.ts --check

.PHONY: unit
unit: $(INSTALLED) ## All tests of the services, the platform and the system
	@$(BIN)/vitest run $(ONLY) $(if $(REPORT),--reporter=default --reporter=json --outputFile.json=$(REPORT))

.PHONY: simulate
simulate: $(INSTALLED) ## The system in virtual time under faults: SEEDS=1000, or SEED=… to replay one
	@node --import tsx tools/simulate.ts

##@ Measure
.PHONY: bench
bench: $(INSTALLED) ## Accepted orders/s, latencies and orders/s end to end, on this machine
	@node --import tsx tools/bench.ts

##@ Change
.PHONY: generate
generate: $(INSTALLED) ## Everything that is derived from the declarations
	@node --import tsx tools/generate.ts

.PHONY: fix
fix: $(INSTALLED) ## Format and sort imports
	@$(BIN)/biome check --write .

$(INSTALLED): package.json package-lock.json
	@npm ci --no-fund --no-audit --loglevel=error
	@touch $@

.PHONY: help
help:
	@awk 'BEGIN {FS = ":.*##"} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*##/ {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
