// An e-mail address as a customer gives it.
import { z } from "zod";
import { personal } from "./personal.ts";

export const Email = personal(z.email().max(254));
