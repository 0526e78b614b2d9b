import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { on } from "#platform/declare/reaction.ts";
import { every } from "#platform/declare/schedule.ts";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { manifestsOf } from "../manifests.ts";
import { OBSERVABILITY, type Release, releaseOf } from "../release.ts";
import { READ_AT_START } from "./read-at-start.ts";

const ThingCounted = defineEvent({
  name: "ThingCounted",
  summary: "A thing was counted.",
  subject: "id",
  data: z.object({ id: z.string() }),
  example: { id: "1" },
});
const [counting, hearing, ...others] = declarations as readonly [
  ServiceDeclaration,
  ServiceDeclaration,
  ...ServiceDeclaration[],
];
const withOneEventMore: readonly ServiceDeclaration[] = [
  { ...counting, schedules: { ...counting.schedules, countThings: every("30s", { emits: [ThingCounted] }) } },
  { ...hearing, reactions: { ...hearing.reactions, onThingCounted: on(ThingCounted) } },
  ...others,
];
const withOtherWords = declarations.map((service) => ({ ...service, summary: `${service.summary} Indeed.` }));

/** Every program of a release -> what its pod says that it has read. */
const readIn = (choice: Pick<Release, "declarations" | "broker"> & Partial<Release>) =>
  new Map(
    manifestsOf(releaseOf({ observability: { ...OBSERVABILITY, enabled: true, grafana: true }, ...choice }))
      .flatMap(({ objects }) => objects)
      .filter(({ kind }) => kind === "StatefulSet" || kind === "Deployment")
      .map(({ metadata, spec }) => [
        metadata.name,
        (spec.template.metadata.annotations?.[READ_AT_START] ?? "") as string,
      ]),
  );

describe.each(BROKERS)("on %s", (broker) => {
  const before = readIn({ declarations, broker });
  const madeAnewBy = (changed: readonly ServiceDeclaration[]): readonly string[] => {
    const after = readIn({ declarations: changed, broker });
    return [...before]
      .flatMap(([name, read]) => (after.has(name) && after.get(name) !== read ? [name] : []))
      .toSorted();
  };

  test("one service more makes the store anew, which lets it in, and the broker, which has its topics", () => {
    expect(madeAnewBy(declarations.slice(1))).toEqual([broker, "store"].toSorted());
  });

  test("one event more makes the broker anew, and nobody else", () => {
    expect(madeAnewBy(withOneEventMore)).toEqual([broker]);
  });

  test("what no server reads makes none anew, nor does the same once more", () => {
    expect(madeAnewBy(withOtherWords)).toEqual([]);
    expect(readIn({ declarations, broker })).toEqual(before);
  });

  test("the servers of others are told nothing by it", () => {
    const server = { host: "there.example", port: 1, secret: "there" };
    const existing = { store: { ...server, user: "shop" }, broker: server };
    expect([...readIn({ declarations, broker, existing }).values()].filter(Boolean)).toEqual([]);
  });
});
