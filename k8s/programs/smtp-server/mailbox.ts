// The mails that came: the newest ones as they are, and many more by their Message-IDs, so that somebody can count them.
const MOST = 1_000;
const MOST_IDS = 100_000;
const MESSAGE_ID = /^Message-ID: *(\S+)/im;

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** Head and body, as they came. */
  readonly text: string;
  readonly at: string;
}

export class Mailbox {
  readonly #mails: Mail[] = [];
  readonly #messageIds: string[] = [];
  #count = 0;

  /** All that ever came. */
  get count(): number {
    return this.#count;
  }
  /** In the order in which they came; `forgotten`: how many of the oldest are not among them. */
  get messageIds(): { readonly forgotten: number; readonly messageIds: readonly string[] } {
    return { forgotten: this.#count - this.#messageIds.length, messageIds: [...this.#messageIds] };
  }
  add(mail: Mail): void {
    this.#count++;
    this.#messageIds.push(MESSAGE_ID.exec(mail.text)?.[1] ?? "");
    if (this.#messageIds.length > MOST_IDS) this.#messageIds.shift();
    this.#mails.push(mail);
    if (this.#mails.length > MOST) this.#mails.shift();
  }
  /** Newest first. */
  list(to?: string): readonly Mail[] {
    return this.#mails.filter((mail) => to === undefined || mail.to.includes(to)).toReversed();
  }
}
