import { serve } from "#platform/runtime/serve.ts";
import order from "./implementation.ts";

await serve(order);
