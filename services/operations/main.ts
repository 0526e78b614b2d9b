import { serve } from "#platform/runtime/serve.ts";
import operations from "./implementation.ts";

await serve(operations);
