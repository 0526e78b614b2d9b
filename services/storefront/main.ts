import { serve } from "#platform/runtime/serve.ts";
import storefront from "./implementation.ts";

await serve(storefront);
