import { serve } from "#platform/runtime/serve.ts";
import inventory from "./implementation.ts";

await serve(inventory);
