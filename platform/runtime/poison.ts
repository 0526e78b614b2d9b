// An event with nothing in it of what its schema asks for, to see what becomes of it.
import type { CloudEvent } from "../declare/cloud-event.ts";

export const poison = (source: string, type: string, id: string, now: number): CloudEvent =>
  ({
    specversion: "1.0",
    id,
    type,
    source,
    subject: "poison",
    time: new Date(now).toISOString(),
    data: { poison: true },
  }) as unknown as CloudEvent;
