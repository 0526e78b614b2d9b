import { serve } from "#platform/runtime/serve.ts";
import { declarations } from "#services/declarations.ts";
import operations from "./implementation.ts";

await serve(operations, declarations);
