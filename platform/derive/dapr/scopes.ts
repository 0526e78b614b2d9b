// Who may publish and hear which topic. A sidecar refuses everything else, so a service cannot say what it did not declare.
import type { ServiceDeclaration } from "../../declare/service.ts";
import { topicsHeardBy } from "../topics.ts";
import { lastNetOf } from "./subscriptions.ts";
import { allTopics, topicsPublishedBy } from "./topics.ts";

type Declarations = readonly ServiceDeclaration[];

/** An app that is not listed may use every unprotected topic; therefore each is listed, also with nothing. */
const scopes = (declarations: Declarations, topicsOf: (service: ServiceDeclaration) => readonly string[]): string =>
  declarations
    .map((service) => `${service.name}=${topicsOf(service).toSorted().join(",")}`)
    .toSorted()
    .join(";");

/** The four settings of a pub/sub component that close it for everything undeclared. */
type Scopes = Readonly<Record<"allowedTopics" | "protectedTopics" | "publishingScopes" | "subscriptionScopes", string>>;

/** Of the component for everything; `isHeard: false` where each topic is heard through another. */
export const topicScopes = (declarations: Declarations, isHeard = true): Scopes => ({
  ...closed(allTopics(declarations)),
  publishingScopes: scopes(declarations, (service) => topicsPublishedBy(service, declarations)),
  subscriptionScopes: scopes(declarations, (service) => (isHeard ? topicsHeardBy(service, declarations) : [])),
});

/** Of the component through which one topic is heard: through it a sidecar publishes only what it gives up. */
export function scopesOfTopic(topic: string, groups: Declarations): Scopes {
  const lastNets = groups.map(({ name }) => lastNetOf(name, topic));
  return {
    ...closed([...new Set([topic, ...lastNets])].toSorted()),
    publishingScopes: scopes(groups, ({ name }) => [lastNetOf(name, topic)]),
    subscriptionScopes: scopes(groups, () => [topic]),
  };
}

const closed = (topics: readonly string[]) => ({ allowedTopics: topics.join(","), protectedTopics: topics.join(",") });
