// The cases in the order of the table; those that break something come last, one after the other.
import type { Case } from "../case.ts";
import { brokerAway } from "./broker-away.ts";
import { brokerKilled } from "./broker-killed.ts";
import { brokerWiped } from "./broker-wiped.ts";
import { consumerAtZero } from "./consumer-at-zero.ts";
import { discard } from "./discard.ts";
import { duplicatePublish } from "./duplicate-publish.ts";
import { forgedEvent } from "./forged-event.ts";
import { handlerAsksForRetry } from "./handler-asks-for-retry.ts";
import { handlerRefuses } from "./handler-refuses.ts";
import { handlerThrows } from "./handler-throws.ts";
import { handlerThrowsForEver } from "./handler-throws-for-ever.ts";
import { killedAfterCommit } from "./killed-after-commit.ts";
import { killedBeforeCommit } from "./killed-before-commit.ts";
import { newGroup } from "./new-group.ts";
import { orderOfEvents } from "./order-of-events.ts";
import { outboxFull } from "./outbox-full.ts";
import { permutations } from "./permutations.ts";
import { publishedBeforeFirstStart } from "./published-before-first-start.ts";
import { redeliveryAfterKill } from "./redelivery-after-kill.ts";
import { redrive } from "./redrive.ts";
import { sidecarKilled } from "./sidecar-killed.ts";
import { slowHandler } from "./slow-handler.ts";
import { storeAway } from "./store-away.ts";
import { storeKilled } from "./store-killed.ts";
import { toldToEnd } from "./told-to-end.ts";
import { traceContext } from "./trace-context.ts";
import { undeclaredTopic } from "./undeclared-topic.ts";
import { watchedToEnd } from "./watched-to-end.ts";

/** Run at the same time: none disturbs another. */
export const gentleCases: readonly Case[] = [
  handlerThrows,
  handlerAsksForRetry,
  handlerThrowsForEver,
  handlerRefuses,
  redrive,
  slowHandler,
  duplicatePublish,
  permutations,
  orderOfEvents,
  traceContext,
  undeclaredTopic,
  forgedEvent,
];
export const roughCases: readonly Case[] = [
  discard,
  publishedBeforeFirstStart,
  newGroup,
  consumerAtZero,
  toldToEnd,
  watchedToEnd,
  killedBeforeCommit,
  killedAfterCommit,
  sidecarKilled,
  redeliveryAfterKill,
  storeAway,
  storeKilled,
  brokerAway,
  outboxFull,
  brokerKilled,
  brokerWiped,
];
