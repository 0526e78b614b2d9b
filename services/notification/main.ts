import { serve } from "#platform/runtime/serve.ts";
import notification from "./implementation.ts";

await serve(notification);
