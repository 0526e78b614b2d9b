import { serve } from "#platform/runtime/serve.ts";
import shipping from "./implementation.ts";

await serve(shipping);
