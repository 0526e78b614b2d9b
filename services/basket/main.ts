import { serve } from "#platform/runtime/serve.ts";
import basket from "./implementation.ts";

await serve(basket);
