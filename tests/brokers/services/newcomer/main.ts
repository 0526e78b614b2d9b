import { serve } from "#platform/runtime/serve.ts";
import { implementLatecomer, newcomer } from "../latecomer.ts";

await serve(implementLatecomer(newcomer));
