import { expect, test } from "vitest";
import { z } from "zod";
import { Components } from "./components.ts";

test.each(["draft-07", "draft-2020-12"] as const)("shapes with an id become components in %s", (dialect) => {
  const components = new Components(dialect);
  const Colour = z.string().meta({ id: "Colour" });
  expect(components.named("Car", z.object({ paint: Colour, seats: Colour }))).toEqual({
    $ref: "#/components/schemas/Car",
  });
  expect(components.schemas.Car).toMatchObject({
    properties: { paint: { $ref: "#/components/schemas/Colour" }, seats: { $ref: "#/components/schemas/Colour" } },
  });
  expect(components.schemas.Colour).toMatchObject({ type: "string" });
});
