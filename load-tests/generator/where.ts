// Load goes to this machine or begins inside a cluster: whoever mistypes an address must not flood a stranger.
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) throw new Error(`URL=${url} is no address.`);
  return LOOPBACK.test(new URL(url).hostname);
}
export function refuseElsewhere(url: string): void {
  if (isLoopback(url)) return;
  throw new Error(
    `${url} is not this machine. k6 sends load from here to the loopback address only (localhost, 127.0.0.1, [::1]); WHERE=cluster runs it inside the cluster.`,
  );
}
/** For a pod the loopback address is the pod itself. */
export function refuseLoopback(url: string): void {
  if (!isLoopback(url)) return;
  throw new Error(
    `Inside a cluster ${url} is k6's own pod. Give the ingress as a pod finds it, such as URL=http://traefik.traefik.`,
  );
}
