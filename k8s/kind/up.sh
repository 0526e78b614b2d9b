#!/usr/bin/env bash
# Makes the kind cluster, and puts Dapr, KEDA and Traefik into it where they are missing or not whole; versions come from versions.env.
set -euo pipefail
cd "$(dirname "$0")/../.."
. ./versions.env
readonly NAME=millrace CONTEXT=kind-millrace

for tool in docker kind kubectl helm tilt; do
  command -v "$tool" > /dev/null || { echo "make up needs $tool on the PATH." >&2; exit 1; }
done

kind get clusters | grep -qx "$NAME" || kind create cluster --name "$NAME" --config k8s/kind/cluster.yaml --wait 2m
kubectl config use-context "$CONTEXT" > /dev/null

# install NAME NAMESPACE REPOSITORY VERSION SETTINGS…
install() {
  local name=$1 namespace=$2 repository=$3 version=$4
  shift 4
  # What is there already is fetched by nobody, so a cluster that was made once comes up without a network.
  helm list --kube-context "$CONTEXT" --namespace "$namespace" --deployed --filter "^$name\$" --output yaml |
    grep -q "chart: $name-$version\$" && return
  echo "Installing $name $version"
  helm upgrade --install "$name" "$name" --kube-context "$CONTEXT" --namespace "$namespace" --create-namespace \
    --repo "$repository" --version "$version" --wait --timeout 5m "$@" > /dev/null
}

# Pod Security `restricted` refuses sidecars that keep capabilities; actors and jobs are not used.
install dapr dapr-system https://dapr.github.io/helm-charts "$DAPR_VERSION" \
  --set dapr_sidecar_injector.sidecarDropALLCapabilities=true \
  --set global.actors.enabled=false --set global.scheduler.enabled=false
# Its figures are on the dashboards. There is one of it, which on a busy laptop loses the election to nobody, and ends: it gets more time.
install keda keda https://kedacore.github.io/charts "$KEDA_VERSION" --set prometheus.operator.enabled=true \
  --set "env[0].name=KEDA_OPERATOR_LEADER_ELECTION_LEASE_DURATION" --set-string "env[0].value=60s" \
  --set "env[1].name=KEDA_OPERATOR_LEADER_ELECTION_RENEW_DEADLINE" --set-string "env[1].value=45s" \
  --set "env[2].name=KEDA_OPERATOR_LEADER_ELECTION_RETRY_PERIOD" --set-string "env[2].value=5s"
install traefik traefik https://traefik.github.io/charts "$TRAEFIK_CHART_VERSION" \
  --set image.tag="v$TRAEFIK_VERSION" --set service.type=NodePort \
  --set ports.web.nodePort=30080 --set ports.websecure.nodePort=30443
