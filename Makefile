# Every way to run, test and measure Millrace. `make` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
BIN := node_modules/.bin
INSTALLED := node_modules/.package-lock.json

##@ Run
.PHONY: start
start: $(INSTALLED) ## The whole platform in one process; PORT=8080, ADMIN_TOKEN=…, BREAK=1 to break things from its terminal
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
	@$(BIN)/tsc -p load-tests/k6

.PHONY: fresh
fresh: $(INSTALLED) ## Generated files are what `make generate` would write
	@node --import tsx tools/generate.ts --check

.PHONY: unit
unit: $(INSTALLED) ## All tests of the services, the platform and the system; without a chromium the pages' are left out, or fail with REQUIRE=1
	@REQUIRE=$(REQUIRE) $(BIN)/vitest run $(ONLY) $(if $(REPORT),--reporter=default --reporter=json --outputFile.json=$(REPORT))

.PHONY: test-brokers
test-brokers: $(INSTALLED) ## The same cases on real brokers; BROKER=redis|rabbitmq|kafka (default: all three), SHORT=1 without the control
	@BROKER=$(BROKER) SHORT=$(SHORT) $(BIN)/vitest run --config tests/brokers/vitest-config.ts $(ONLY) $(if $(REPORT),--reporter=default --reporter=json --outputFile.json=$(REPORT))

.PHONY: test-cluster
test-cluster: $(INSTALLED) ## What a release in a cluster must hold; BROKER=…, SHORT=1, NAMESPACE=…, URL=http://127.0.0.1, OBSERVABILITY=on to insist on what its layer shows, and TAG=… as it was deployed, with FAULTS=on
	@URL=$(URL) NAMESPACE=$(NAMESPACE) BROKER=$(BROKER) SHORT=$(SHORT) TAG=$(TAG) OBSERVABILITY=$(OBSERVABILITY) $(BIN)/vitest run --config tests/cluster/vitest-config.ts $(if $(ONLY),-t "$(ONLY)") $(if $(REPORT),--reporter=default --reporter=json --outputFile.json=$(REPORT))

.PHONY: test-chart
test-chart: ## The chart, installed, tested, upgraded and removed in a namespace of its own; BROKER=…, NAMESPACE=millrace-chart, REGISTRY=…, TAG=…; needs helm
	@BROKER=$(BROKER) NAMESPACE=$(NAMESPACE) REGISTRY=$(REGISTRY) TAG=$(TAG) tests/chart/run.sh

.PHONY: test-tilt
test-tilt: $(INSTALLED) ## `tilt up`, its buttons and a changed program, in a namespace of its own; BROKER=…, NAMESPACE=millrace-tilt, URL=http://127.0.0.1; needs Tilt and the local cluster that kubectl knows, without another release at URL
	@BROKER=$(BROKER) NAMESPACE=$(NAMESPACE) URL=$(URL) $(BIN)/vitest run --config tests/tilt/vitest-config.ts $(if $(REPORT),--reporter=default --reporter=json --outputFile.json=$(REPORT))

.PHONY: test-observability
test-observability: $(INSTALLED) ## Alerts, traces and dashboards against real Prometheus, Jaeger and sidecars; BROKER=redis|rabbitmq|kafka; what is missing is left out, or fails with REQUIRE=1
	@BROKER=$(BROKER) REQUIRE=$(REQUIRE) $(BIN)/vitest run --config tests/observability/vitest-config.ts $(ONLY) $(if $(REPORT),--reporter=default --reporter=json --outputFile.json=$(REPORT))

.PHONY: test-browser
test-browser: $(INSTALLED) ## The pages in a real browser; of a platform that runs somewhere with URL=… ADMIN_TOKEN=…
	@PAGES_URL="$(URL)" ADMIN_TOKEN="$(ADMIN_TOKEN)" $(BIN)/vitest run $(or $(ONLY),tests/browser) $(if $(REPORT),--reporter=default --reporter=json --outputFile.json=$(REPORT))

.PHONY: screenshots
screenshots: $(INSTALLED) ## The pictures in docs/images, taken by the tests of the pages
	@UPDATE_SCREENSHOTS=1 $(BIN)/vitest run tests/browser

.PHONY: simulate
simulate: $(INSTALLED) ## The system in virtual time under faults: SEEDS=1000 from FROM=1 on, or SEED=… to replay one
	@node --import tsx tools/simulate.ts

.PHONY: test-failures
test-failures: $(INSTALLED) ## Kills, wipes and stops under load, then an audit; BROKER=…, MINUTES=10, RATE=20, SEED=…, or SHORT=1
	@exec node --import tsx tools/failures.ts

.PHONY: load
load: $(INSTALLED) ## Customers by k6; TEST=smoke|steady|burst|hot-sku|soak|scale-from-zero|abuse|repeats, URL=…, ADMIN_TOKEN=…, RATE=…, SECONDS=…, SLACK=1, SENT=sent.jsonl
	@exec node --import tsx load-tests/load.ts

.PHONY: experiments
experiments: $(INSTALLED) ## Each claim under a fault, with a verdict and a page in docs/measurements; ONLY=…, BROKER=redis|rabbitmq|kafka|all, TARGET=cluster, SHORT=1, AGAIN=1, RATE=…, SECONDS=… of the fault, SLACK=1, INTO=folder
	@exec node --import tsx load-tests/experiments.ts

.PHONY: audit
audit: $(INSTALLED) ## Every promise, checked in a running platform's books; URL=…, ADMIN_TOKEN=…, SENT=what-was-sent.jsonl, MAILS=url of the mail server's page, WITHIN=300 to wait for work that is under way until for so many seconds it does not become less
	@MAILS="$(MAILS)" exec node --import tsx tools/audit.ts

##@ Kubernetes

.PHONY: up
up: $(INSTALLED) ## A kind cluster with Dapr, KEDA and Traefik, and the platform in it, by Tilt; BROKER=redis|rabbitmq|kafka
	@k8s/kind/up.sh
	@exec tilt up --context kind-millrace

.PHONY: down
down: ## Ends the kind cluster, and all that is in it
	@kind delete cluster --name millrace

.PHONY: images
images: $(INSTALLED) ## An image for each program, pushed to REGISTRY=localhost:5000/millrace with TAG=…; ONLY=order,basket
	@node --import tsx tools/images.ts $(if $(REGISTRY),--registry $(REGISTRY)) $(if $(TAG),--tag $(TAG)) $(if $(ONLY),--only $(ONLY))

.PHONY: secrets
secrets: $(INSTALLED) ## Passwords and tokens in the cluster; those that are there stay
	@node --import tsx k8s/secrets.ts $(if $(NAMESPACE),--namespace $(NAMESPACE))

# What `make deploy` and `make swap-broker` are told of a release.
option = $(if $($(2)),--$(1) "$($(2))")
RELEASE = $(call option,broker,BROKER) $(call option,namespace,NAMESPACE) $(call option,registry,REGISTRY) \
	$(call option,tag,TAG) $(call option,profile,PROFILE) $(call option,faults,FAULTS) \
	$(call option,observability,OBSERVABILITY) $(call option,collector,COLLECTOR) $(call option,sampled,SAMPLED) \
	$(call option,settings,SETTINGS) $(call option,store-disk,STORE_DISK) $(call option,store-memory,STORE_MEMORY) \
	$(call option,broker-disk,BROKER_DISK) $(call option,broker-memory,BROKER_MEMORY) \
	$(call option,mail-secret,MAIL_SECRET) $(call option,mail-port,MAIL_PORT)

.PHONY: deploy
deploy: secrets ## The platform in the cluster that kubectl knows; BROKER=redis|rabbitmq|kafka, REGISTRY=…, TAG=…, PROFILE=small, FAULTS=on, OBSERVABILITY=on|grafana, COLLECTOR=host:4318, SAMPLED=0.05, SETTINGS="CLIENT_RATE=20 …", STORE_DISK=20Gi, STORE_MEMORY=2Gi, BROKER_DISK=…, BROKER_MEMORY=…, MAIL_SECRET=…, MAIL_PORT=587
	@node --import tsx k8s/deploy.ts $(RELEASE)

.PHONY: renders
renders: $(INSTALLED) ## What Helm makes of the chart's examples; needs helm
	@UPDATE_RENDERS=1 $(BIN)/vitest run k8s/chart

.PHONY: swap-broker
swap-broker: secrets ## Another broker for the release that runs, while orders are accepted, or the old one again where that fails; BROKER=…, URL=http://127.0.0.1, WITHIN=300s for each program
	@exec node --import tsx k8s/swap-broker.ts $(RELEASE) $(if $(URL),--url $(URL)) $(call option,within,WITHIN)

##@ Measure
.PHONY: bench bench-store
bench: $(INSTALLED) ## Latencies and CPU an order on this machine: one process, or BROKER=redis|rabbitmq|kafka; SECONDS=20, ORDERS=10000, ONLY=cost,burst; ONLY=traces for what traces cost
	@node --import tsx tools/bench.ts

bench-store: $(INSTALLED) ## The Redis store alone: WHAT=commits, growth (up to 1,000,000 orders) or retention
	@node --import tsx tools/bench-store.ts

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
