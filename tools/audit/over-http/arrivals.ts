// What a mail server says has arrived, as far as it has counted all that notification has sent: who came later would accuse wrongly.
import { arrivedIn, knownSince, readMessageIds } from "../arrived.ts";
import type { HttpShelf } from "./http-shelf.ts";
import type { Outside } from "./open.ts";

/** `url`: of the mail server's page. */
export async function arrivalsOn(shelf: HttpShelf, url: string): Promise<Pick<Outside, "arrived" | "whyNotArrived">> {
  const recorded = await shelf.records<{ readonly sentAt: number }>("notification", "mail");
  const counted = await readMessageIds(url);
  const first = [...recorded.values()].reduce((earliest, { sentAt }) => Math.min(earliest, sentAt), Infinity);
  const known = knownSince(counted, first);
  if (known) return { arrived: arrivedIn(known) };
  const { since, forgotten } = counted;
  const why =
    forgotten > 0
      ? `${url} has forgotten ${forgotten} mails`
      : `${url} counts since ${new Date(since).toISOString()}, and mails were sent before`;
  return { whyNotArrived: why };
}
