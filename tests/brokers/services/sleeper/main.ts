import { serve } from "#platform/runtime/serve.ts";
import { implementLatecomer, sleeper } from "../latecomer.ts";

await serve(implementLatecomer(sleeper));
