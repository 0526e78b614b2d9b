// A running platform as shoppers see it: its routes over HTTP, real time, and chance that a seed decides.
import { Agent } from "node:http";
import { PROBLEMS, Problem, type ProblemCode } from "#contracts/problems.ts";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { realClock } from "#platform/runtime/clock.ts";
import type { Answer, Incoming } from "#platform/runtime/http/answer.ts";
import { between, type Random, seededRandom } from "#platform/simulate/seeded-random.ts";
import { exchange } from "./exchange.ts";
import type { Town } from "./town.ts";

interface TownOptions {
  readonly url: string;
  readonly administratorToken: string;
  readonly declarations: readonly ServiceDeclaration[];
  readonly seed: number;
}
const SOCKETS = 256;

export class TownOverHttp implements Town {
  readonly clock = realClock;
  readonly random: Random;
  readonly #options: TownOptions;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });

  constructor(options: TownOptions) {
    this.#options = options;
    this.random = seededRandom(options.seed);
  }
  happens = (probability: number): boolean => this.random() < probability;
  upTo = (most: number): number => between(this.random, 0, most);

  async request(service: string, key: string, { params, query, body, headers }: Incoming): Promise<Answer> {
    const { url, administratorToken, declarations } = this.#options;
    const route = declarations.find(({ name }) => name === service)?.routes[key];
    if (!route) throw new Error(`${service} has no route ${key}.`);
    const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
    const authorization = route.administrator ? { authorization: `Bearer ${administratorToken}` } : {};
    const asked = new URLSearchParams(route.query ? (query as Record<string, string>) : {});
    const answered = await exchange(`${url}${path}${asked.size > 0 ? `?${asked}` : ""}`, {
      method: route.method,
      headers: { ...authorization, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      agent: this.#agent,
    });
    const { status, text } = answered;
    const read = text === "" ? undefined : (JSON.parse(text) as unknown);
    if (status < 400) return { status, headers: {}, body: read };
    throw problemIn(status, read);
  }
  close(): void {
    this.#agent.destroy();
  }
}

function problemIn(status: number, body: unknown): Error {
  const { code = "", detail } = (body ?? {}) as { code?: string; detail?: string };
  if (!Object.hasOwn(PROBLEMS, code)) return new Error(`It answered ${status}, which is no problem of ours.`);
  return new Problem(code as ProblemCode, detail === undefined ? {} : { detail });
}
