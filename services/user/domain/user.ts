// A customer, and what is asked of somebody who wants to be one.
import { z } from "zod";
import { Email } from "#contracts/shapes/email.ts";
import { UserId } from "#contracts/shapes/ids.ts";
import { personal } from "#contracts/shapes/personal.ts";
import { text } from "#contracts/shapes/text.ts";

export const Registration = z.strictObject({ name: personal(text(120)), email: Email });

export const User = z.object({ userId: UserId, ...Registration.shape });
export type User = z.infer<typeof User>;

export const EXAMPLE_USER: User = { userId: "user-5678", name: "Ada Example", email: "ada@example.com" };
