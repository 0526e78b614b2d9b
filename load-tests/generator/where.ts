// Load goes to this machine or stays inside a cluster: whoever mistypes an address must not flood a stranger.
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** A Service by its own name, or by its whole one. Of two words nobody can say whether they are a Service and its namespace, or example.com. */
const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+\.svc(\.cluster\.local)?)?$/;
/** Addresses to which nobody finds the way from outside. */
const PRIVATE =
  /^(10(\.\d+){3}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|192\.168(\.\d+){2}|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])(\.\d+){2}|198\.1[89](\.\d+){2}|\[f[cd][\da-f]{2}:.*\])$/;

export const isLoopback = (url: string): boolean => LOOPBACK.test(hostIn(url));
/** As a pod finds it. */
export const isInCluster = (url: string): boolean => {
  const host = hostIn(url);
  return !LOOPBACK.test(host) && (SERVICE.test(host) || PRIVATE.test(host));
};
function hostIn(url: string): string {
  if (!URL.canParse(url)) throw new Error(`URL=${url} is no address.`);
  return new URL(url).hostname;
}

export function refuseElsewhere(url: string): void {
  if (isLoopback(url)) return;
  throw new Error(
    `${url} is not this machine. k6 sends load from here to the loopback address only (localhost, 127.0.0.1, [::1]); WHERE=cluster runs it inside the cluster.`,
  );
}
/** For a pod the loopback address is the pod itself. */
export function refuseOutside(url: string): void {
  if (isInCluster(url)) return;
  const why = isLoopback(url) ? `Inside a cluster ${url} is k6's own pod.` : `${url} may be outside the cluster.`;
  throw new Error(
    `${why} Give the ingress as a pod finds it, by its whole name or its private IP address, such as URL=http://traefik.traefik.svc.`,
  );
}
