// The mails that came, the newest ones only.
const MOST = 1_000;

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** Head and body, as they came. */
  readonly text: string;
  readonly at: string;
}

export class Mailbox {
  readonly #mails: Mail[] = [];
  #count = 0;

  /** All that ever came. */
  get count(): number {
    return this.#count;
  }
  add(mail: Mail): void {
    this.#count++;
    this.#mails.push(mail);
    if (this.#mails.length > MOST) this.#mails.shift();
  }
  /** Newest first. */
  list(to?: string): readonly Mail[] {
    return this.#mails.filter((mail) => to === undefined || mail.to.includes(to)).toReversed();
  }
}
