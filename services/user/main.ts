import { serve } from "#platform/runtime/serve.ts";
import user from "./implementation.ts";

await serve(user);
