// Redis Streams: what nobody has read yet, and what somebody has read and not finished, because reading ahead empties the first.

import { BROKER } from "../parts/secrets.ts";
import { brokerHost } from "../release.ts";
import { ONE_REPLICA, type TopicTriggers } from "./trigger.ts";

export const redisTriggers: TopicTriggers = (topic, { name, scale }, release) => {
  const common = {
    address: brokerHost("redis", release),
    stream: topic,
    consumerGroup: name,
  };
  return [
    {
      type: "redis-streams",
      name: `${topic}-waiting`,
      metadata: { ...common, lagCount: String(scale.backlogPerReplica) },
      authentication: BROKER.name,
    },
    {
      type: "redis-streams",
      name: `${topic}-in-hand`,
      metadata: { ...common, pendingEntriesCount: ONE_REPLICA },
      authentication: BROKER.name,
    },
  ];
};
