// The mails that a mail server has taken, told by their Message-IDs: what customers got, whatever notification believes.
export interface Arrived {
  readonly orderId: string;
  readonly kind: string;
}
const OURS = /^<(.+)\.([^.]+)@millrace>$/;

/** In the order in which they came, repetitions included; mails of other senders are left out. */
export const arrivedIn = (messageIds: readonly string[]): Arrived[] =>
  messageIds.flatMap((messageId) => {
    const [, orderId = "", kind = ""] = OURS.exec(messageId) ?? [];
    return orderId === "" ? [] : [{ orderId, kind }];
  });

export interface MessageIds {
  /** Since when it counts, in milliseconds since 1970. */
  readonly since: number;
  /** How many of the oldest it has forgotten. */
  readonly forgotten: number;
  readonly messageIds: readonly string[];
}
/** From the mail server for trials, k8s/programs/smtp-server. */
export async function readMessageIds(url: string): Promise<MessageIds> {
  const response = await fetch(`${url.replace(/\/$/, "")}/message-ids`);
  if (!response.ok) throw new Error(`${url}/message-ids answers ${response.status}.`);
  return (await response.json()) as MessageIds;
}

/** All that have come since `moment`; undefined where the server has started later, or has forgotten some, and so does not know how many there were. */
export const knownSince = (
  { since, forgotten, messageIds }: MessageIds,
  moment: number,
): readonly string[] | undefined => (since <= moment && forgotten === 0 ? messageIds : undefined);

/** How many came again, under the Message-ID of one that was there; a mailbox shows those once. */
export const repetitionsIn = (arrived: readonly Arrived[]): number =>
  arrived.length - new Set(arrived.map(({ orderId, kind }) => `${orderId} ${kind}`)).size;
