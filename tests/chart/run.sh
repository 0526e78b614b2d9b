#!/usr/bin/env bash
# The chart as its users meet it: installed, tested, upgraded with its passwords kept, and removed, in a namespace of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."
readonly namespace=${NAMESPACE:-millrace-chart} broker=${BROKER:-redis} registry=${REGISTRY:-localhost:5000/millrace} tag=${TAG:-$(node -p 'require("./package.json").version')}

for tool in helm kubectl; do
  command -v "$tool" > /dev/null || { echo "make test-chart needs $tool on the PATH." >&2; exit 1; }
done
if kubectl get namespace "$namespace" > /dev/null 2>&1; then
  echo "The namespace $namespace is there already; name another with NAMESPACE=…, or delete it." >&2
  exit 1
fi
# What went wrong is seen in what is about to go; what cannot be shown must not keep the rest from going.
end() {
  set +e
  [ "$1" = 0 ] || {
    kubectl --namespace "$namespace" get pods --output wide
    kubectl --namespace "$namespace" get events --field-selector type=Warning
    kubectl --namespace "$namespace" logs order-test --tail=20
  }
  kubectl delete namespace "$namespace" --timeout=120s
}
trap 'end $?' EXIT
kubectl create namespace "$namespace"
kubectl label namespace "$namespace" pod-security.kubernetes.io/enforce=restricted

# Another host than a release that runs here already; two processors do not carry many replicas.
values=(--namespace "$namespace" --set "broker=$broker" --set "image.registry=$registry" --set "image.tag=$tag"
  --set profile=small --set ingress.host=chart.example --wait --timeout 5m)
passwords() { kubectl --namespace "$namespace" get secrets --selector app.kubernetes.io/managed-by=Helm --output jsonpath='{range .items[*]}{.metadata.name}{.data}{"\n"}{end}'; }

helm install chart charts/millrace "${values[@]}"
helm test chart --namespace "$namespace" --timeout 5m
before=$(passwords)
[ -n "$before" ] || { echo "The chart has made no secrets." >&2; exit 1; }

helm upgrade chart charts/millrace "${values[@]}" --set faults.enabled=true
[ "$before" = "$(passwords)" ] || { echo "The upgrade has changed passwords." >&2; exit 1; }
helm test chart --namespace "$namespace" --timeout 5m
helm uninstall chart --namespace "$namespace" --wait
