import { serve } from "#platform/runtime/serve.ts";
import loyalty from "./implementation.ts";

await serve(loyalty);
