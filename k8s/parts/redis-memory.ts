// How much a Redis of the release may hold, as a variable of its container: Kubernetes and Redis write amounts differently.
import type { k8s } from "cdk8s-plus-27";

const NAME = "MAX_MEMORY";
export const isRedisMemory = ({ name }: { readonly name: string }): boolean => name === NAME;
/** In the arguments of a container. */
export const REDIS_MEMORY = `$(${NAME})`;

/** 768Mi is 768mb there. */
export const redisMemory = (memory: string): k8s.EnvVar => ({
  name: NAME,
  value: memory.toLowerCase().replace("i", "b"),
});
/** The other way round. */
export const memoryIn = (value: string): string => value.replace("mb", "Mi").replace("gb", "Gi");

/** While Redis writes its file anew, it may need its memory twice; the container's limit must not end it then. */
export const twice = (memory: string): string => memory.replace(/^\d+/, (amount) => String(2 * Number(amount)));
