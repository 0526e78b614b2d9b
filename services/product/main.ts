import { serve } from "#platform/runtime/serve.ts";
import product from "./implementation.ts";

await serve(product);
