import { serve } from "#platform/runtime/serve.ts";
import pricing from "./implementation.ts";

await serve(pricing);
