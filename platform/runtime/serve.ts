import type { Service } from "../declare/implementation.ts";
export async function serve(_service: Service): Promise<void> {}
