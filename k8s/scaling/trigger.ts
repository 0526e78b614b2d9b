// What wakes a service and how many replicas it gets: one trigger for each thing that can wait for it.
import { Heartbeat, ReplayRequested } from "#platform/declare/control-events.ts";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { topicsHeardBy } from "#platform/derive/topics.ts";
import type { Release } from "../release.ts";

export interface Trigger {
  readonly type: string;
  /** Unique in its service, and an identifier: the formula of its autoscaler calls it so. */
  readonly name: string;
  /** How much of what it sees waits for one replica. */
  readonly perReplica: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** The name of the TriggerAuthentication; none where the broker asks for nothing. */
  readonly authentication?: string;
}

/** The triggers for one topic of a service. */
export type TopicTriggers = (topic: string, service: ServiceDeclaration, release: Release) => readonly Trigger[];

/** What a formula can call what a topic has. */
export const nameOf = (topic: string, what: "waiting" | "in_hand"): string => `${topic.replaceAll(".", "_")}_${what}`;

/** Keeps one replica, and asks for no second one because of it. */
export const ONE_REPLICA = "1000000";

/** Heartbeats wake nobody: somebody always beats, so nobody would ever sleep. They are read at the next waking. */
export const wakingTopics = (service: ServiceDeclaration, { declarations }: Release): readonly string[] =>
  topicsHeardBy(service, declarations).filter((topic) => topic !== Heartbeat.name);

/**
 * How much may wait for one replica. Requests for a replay come in crowds after an absence, one for each open order, and every service
 * hears all of them: they wake who sleeps, but a crowd of them is soon read and must not bring eight replicas of everything.
 */
export const perReplica = (topic: string, { scale }: ServiceDeclaration): string =>
  topic === ReplayRequested.name ? ONE_REPLICA : String(scale.backlogPerReplica);
