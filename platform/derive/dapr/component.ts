// The pub/sub component: the one file in which a broker is chosen.
import type { ServiceDeclaration } from "../../declare/service.ts";
import { topicsHeardBy } from "../topics.ts";
import { BROKER_KINDS, type Broker } from "./brokers.ts";
import { PUBSUB, type Resource, resource } from "./resource.ts";
import { topicScopes } from "./scopes.ts";

/** The address is host and port, or for RabbitMQ a connection string. */
export function pubsubComponent(
  broker: Broker,
  declarations: readonly ServiceDeclaration[],
  address: string = BROKER_KINDS[broker].local,
): Resource {
  const { type, settings } = BROKER_KINDS[broker];
  const mostTopics = Math.max(0, ...declarations.map((service) => topicsHeardBy(service, declarations).length));
  const metadata = Object.entries({ ...settings(address, mostTopics), ...topicScopes(declarations) }).map(
    ([name, value]) => ({
      name,
      value,
    }),
  );
  return { ...resource("Component", PUBSUB, { type, version: "v1", metadata }), scopes: namesOf(declarations) };
}

const namesOf = (declarations: readonly ServiceDeclaration[]) => declarations.map(({ name }) => name).toSorted();
