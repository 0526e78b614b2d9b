import { serve } from "#platform/runtime/serve.ts";
import analytics from "./implementation.ts";

await serve(analytics);
