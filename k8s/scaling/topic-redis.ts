// Redis Streams: what nobody has read yet, and what somebody has read and not finished, because reading ahead empties the first.

import { BROKER } from "../parts/secrets.ts";
import { brokerHost } from "../release.ts";
import { nameOf, ONE_REPLICA, perReplica, type TopicTriggers } from "./trigger.ts";

export const redisTriggers: TopicTriggers = (topic, service, release) => {
  const common = {
    address: brokerHost("redis", release),
    stream: topic,
    consumerGroup: service.name,
  };
  return [
    {
      type: "redis-streams",
      name: nameOf(topic, "waiting"),
      perReplica: perReplica(topic, service),
      metadata: { ...common, lagCount: perReplica(topic, service) },
      authentication: BROKER.name,
    },
    {
      type: "redis-streams",
      name: nameOf(topic, "in_hand"),
      perReplica: ONE_REPLICA,
      metadata: { ...common, pendingEntriesCount: ONE_REPLICA },
      authentication: BROKER.name,
    },
  ];
};
