// Redis's streams and consumer groups, made before anybody starts: an autoscaler reads a group's lag before it has a consumer.
import type { ServiceDeclaration } from "../../declare/service.ts";
import { allTopics, groupsOf } from "./topics.ts";

/** From the beginning, so that what was published before the group is heard too. */
export const redisGroups = (declarations: readonly ServiceDeclaration[]): readonly string[] =>
  allTopics(declarations).flatMap((topic) =>
    groupsOf(topic, declarations).map(({ name }) => `XGROUP CREATE ${topic} ${name} 0 MKSTREAM`),
  );
