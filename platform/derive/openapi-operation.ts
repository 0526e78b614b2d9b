// One route as an OpenAPI operation.
import type { z } from "zod";
import type { Route } from "../declare/route.ts";
import type { Components } from "./components.ts";
import type { JsonSchema } from "./json-schema.ts";

const text = { type: "string" } as const;

const PATH_NAME = /[:*](\w+)/g;

/** `/orders/{orderId}` from `/orders/:orderId`. */
export const templateOf = (path: string): string => path.replace(PATH_NAME, "{$1}");

const pathParameters = (path: string) =>
  [...path.matchAll(PATH_NAME)].map(([, name]) => ({ name, in: "path", required: true, schema: text }));

function queryParameters(query: z.ZodType | undefined, components: Components) {
  if (!query) return [];
  const { properties = {}, required = [] } = components.inline(query) as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

const header = (name: string, description: string) => ({
  name,
  in: "header",
  required: false,
  description,
  schema: text,
});

const headerParameters = ({ idempotent, produces }: Route) => [
  ...(idempotent ? [header("Idempotency-Key", "The same key with the same body gets the same answer.")] : []),
  ...(produces === "text/event-stream"
    ? [header("Last-Event-ID", "Continues after the event with this id; browsers send it when they reconnect.")]
    : []),
];

function requestBody({ body }: Route, components: Components) {
  if (!body) return {};
  const required = !body.safeParse(undefined).success;
  return { requestBody: { required, content: { "application/json": { schema: components.inline(body) } } } };
}

function success({ status, reply, produces, summary }: Route, components: Components) {
  if (!reply && produces === "application/json") return { [status]: { description: summary } };
  const schema = produces === "application/json" && reply ? components.inline(reply) : text;
  return { [status]: { description: summary, content: { [produces]: { schema } } } };
}

const problem = { $ref: "#/components/responses/Problem" };

/** Statuses that a route may answer by its shape; any other problem is the default. */
function refusals({ administrator, idempotent, body, query, path }: Route) {
  const statuses = [
    body && [400, 413, 415, 422],
    query && [422],
    administrator && [401],
    path.includes(":") && [404],
    idempotent && [409, 422],
    [503],
  ].flatMap((expected) => expected || []);
  return Object.fromEntries([...statuses, "default"].map((status) => [status, problem]));
}

export function operationOf(service: string, key: string, route: Route, components: Components) {
  const parameters = [
    ...pathParameters(route.path),
    ...queryParameters(route.query, components),
    ...headerParameters(route),
  ];
  return {
    operationId: `${service}.${key}`,
    summary: route.summary,
    tags: [service],
    ...(route.administrator && { security: [{ administrator: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...requestBody(route, components),
    responses: { ...success(route, components), ...refusals(route) },
  };
}
