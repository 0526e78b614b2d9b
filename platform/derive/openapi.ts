// The OpenAPI document of every door of the system.
import { z } from "zod";
import { PROBLEMS } from "#contracts/problems.ts";
import type { Route } from "../declare/route.ts";
import type { ServiceDeclaration } from "../declare/service.ts";
import { BOOK_DOORS } from "./book-doors.ts";
import { Components } from "./components.ts";
import { FAULT_DOORS } from "./fault-doors.ts";
import { operationOf, templateOf } from "./openapi-operation.ts";
import { PLATFORM_DOORS } from "./platform-doors.ts";
import { PRODUCT } from "./product.ts";

type Paths = Record<string, Record<string, unknown>>;

const Problem = z
  .looseObject({
    type: z.string().meta({ description: "Stable; ends in the code." }),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(PROBLEMS)),
    remedy: z.string().meta({ description: "What to do about it." }),
    detail: z.string().optional().meta({ description: "What happened this time." }),
    errors: z
      .array(z.looseObject({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: "The fields that do not fit." }),
    service: z.string().optional().meta({ description: "Who is away." }),
  })
  .meta({ description: "RFC 9457 problem details." });

function platformPaths(): Paths {
  const answer = (description: string, produces: string) => ({
    description,
    content: { [produces]: { schema: { type: produces === "text/plain" ? "string" : "object" } } },
  });
  return Object.fromEntries(
    PLATFORM_DOORS.map(({ path, summary, produces }) => [
      path,
      {
        get: {
          summary,
          tags: ["platform"],
          responses: { 200: answer(summary, produces), 503: { description: "Not now." } },
        },
      },
    ]),
  );
}

function routePaths(declarations: readonly ServiceDeclaration[], components: Components): Paths {
  const paths: Paths = {};
  for (const { name, routes } of [...declarations, { name: "platform", routes: { ...BOOK_DOORS, ...FAULT_DOORS } }])
    for (const [key, route] of Object.entries<Route>(routes)) {
      const template = templateOf(route.path);
      const method = route.method.toLowerCase();
      paths[template] = { ...paths[template], [method]: operationOf(name, key, route, components) };
    }
  return paths;
}

/** An OpenAPI 3.1 document. */
export function openapi(declarations: readonly ServiceDeclaration[]) {
  const components = new Components("draft-2020-12");
  const schema = components.named("Problem", Problem);
  const paths = { ...routePaths(declarations, components), ...platformPaths() };
  return {
    openapi: "3.1.0",
    info: PRODUCT,
    servers: [{ url: "/" }],
    tags: [
      ...declarations.map(({ name, summary }) => ({ name, description: summary })),
      { name: "platform", description: "What every service answers." },
    ],
    paths,
    components: {
      schemas: components.schemas,
      responses: { Problem: { description: "What went wrong.", content: { "application/problem+json": { schema } } } },
      securitySchemes: { administrator: { type: "http", scheme: "bearer" } },
    },
  };
}
