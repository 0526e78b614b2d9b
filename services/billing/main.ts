import { serve } from "#platform/runtime/serve.ts";
import billing from "./implementation.ts";

await serve(billing);
