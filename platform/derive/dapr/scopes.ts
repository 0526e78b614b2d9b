// Who may publish and hear which topic. A sidecar refuses everything else, so a service cannot say what it did not declare.
import type { ServiceDeclaration } from "../../declare/service.ts";
import { topicsHeardBy } from "../topics.ts";
import { allTopics, topicsPublishedBy } from "./topics.ts";

type Declarations = readonly ServiceDeclaration[];

/** An app that is not listed may use every unprotected topic; therefore each is listed, also with nothing. */
const scopes = (declarations: Declarations, topicsOf: (service: ServiceDeclaration) => readonly string[]): string =>
  declarations
    .map((service) => `${service.name}=${topicsOf(service).toSorted().join(",")}`)
    .toSorted()
    .join(";");

/** The four settings of a pub/sub component that close it for everything undeclared. */
export function topicScopes(declarations: Declarations): Readonly<Record<string, string>> {
  const topics = allTopics(declarations).join(",");
  return {
    allowedTopics: topics,
    protectedTopics: topics,
    publishingScopes: scopes(declarations, (service) => topicsPublishedBy(service, declarations)),
    subscriptionScopes: scopes(declarations, (service) => topicsHeardBy(service, declarations)),
  };
}
