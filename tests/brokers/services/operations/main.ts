import { serve } from "#platform/runtime/serve.ts";
import operations from "#services/operations/implementation.ts";
import { announced } from "../declarations.ts";

await serve(operations, announced);
