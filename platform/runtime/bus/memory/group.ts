// One consumer group: its events wait here while nobody listens, and its replicas compete for them.
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import type { Clock } from "../../clock.ts";
import type { Subscriber, Subscription } from "../port.ts";
import type { MemoryBusOptions } from "./options.ts";
import { Queue } from "./queue.ts";

interface Delivery {
  readonly event: CloudEvent;
  /** That of the group when the event was sent; an older one was wiped away. */
  readonly epoch: number;
  attempts: number;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}
interface Member {
  readonly subscriber: Subscriber;
  readonly inHand: Set<Delivery>;
  isClosed: boolean;
  emptied: (() => void) | undefined;
}

const isFree = ({ isClosed, inHand, subscriber }: Member): boolean => !isClosed && inHand.size < subscriber.concurrency;

export class Group {
  readonly name: string;
  readonly topics = new Set<string>();
  readonly #queue = new Queue<Delivery>();
  readonly #clock: Clock;
  readonly #options: MemoryBusOptions;
  readonly #wake: () => void;
  readonly #giveUp: (event: CloudEvent) => void;
  #members: Member[] = [];
  #turn = 0;
  /** Grows with every wipe; what was waiting, on its way or in hand before does not come again. */
  #epoch = 0;

  constructor(
    name: string,
    clock: Clock,
    options: MemoryBusOptions,
    wake: () => void,
    giveUp: (event: CloudEvent) => void,
  ) {
    this.name = name;
    this.#clock = clock;
    this.#options = options;
    this.#wake = wake;
    this.#giveUp = giveUp;
  }
  get waiting(): number {
    return this.#queue.size;
  }
  get inHand(): number {
    return this.#members.reduce((sum, { inHand }) => sum + inHand.size, 0);
  }
  /** The event arrives after `delay` milliseconds. */
  send(event: CloudEvent, delay: number): void {
    this.#arrive({ event, epoch: this.#epoch, attempts: 0, sentAt: this.#clock.now() }, delay);
  }
  wipe(): void {
    this.#epoch++;
    this.#queue.clear();
  }
  join(subscriber: Subscriber): Subscription & { kill(): void } {
    const member: Member = { subscriber, inHand: new Set(), isClosed: false, emptied: undefined };
    this.#members.push(member);
    this.#wake();
    return { close: () => this.#close(member), kill: () => this.#kill(member) };
  }
  /** Hands at most `budget` events out; answers how many. */
  pump(budget: number): number {
    let handed = 0;
    while (handed < budget && this.#queue.size > 0) {
      const member = this.#freeMember();
      if (!member) break;
      this.#hand(this.#queue.shift() as Delivery, member);
      handed++;
    }
    return handed;
  }
  get hasWork(): boolean {
    return this.#queue.size > 0 && this.#members.some(isFree);
  }

  /** Replicas take turns. */
  #freeMember(): Member | undefined {
    for (let tried = 0; tried < this.#members.length; tried++) {
      const member = this.#members[(this.#turn + tried) % this.#members.length] as Member;
      if (!isFree(member)) continue;
      this.#turn = (this.#turn + tried + 1) % this.#members.length;
      return member;
    }
    return undefined;
  }
  #hand(delivery: Delivery, member: Member): void {
    member.inHand.add(delivery);
    delivery.attempts++;
    member.subscriber.deliver(delivery.event).then(
      (verdict) => this.#settle(delivery, member, verdict === "done"),
      () => this.#settle(delivery, member, false),
    );
  }
  #settle(delivery: Delivery, member: Member, isDone: boolean): void {
    // A delivery that is not in hand any more was taken away by a kill: its answer comes too late.
    if (!member.inHand.delete(delivery)) return;
    if (!isDone) this.#again(delivery);
    if (member.isClosed && member.inHand.size === 0) member.emptied?.();
    if (this.#queue.size > 0) this.#wake();
  }
  #again(delivery: Delivery): void {
    const { redelivery } = this.#options;
    if (delivery.epoch !== this.#epoch) return;
    if (delivery.attempts >= redelivery.attempts) return this.#giveUp(delivery.event);
    const delay = Math.min(redelivery.longest, redelivery.first * 2 ** (delivery.attempts - 1));
    this.#arrive(delivery, delay);
  }
  #arrive(delivery: Delivery, delay: number): void {
    const arrive = () => {
      if (delivery.epoch !== this.#epoch) return;
      this.#forgetOld();
      this.#queue.push(delivery);
      this.#wake();
    };
    if (delay === 0) arrive();
    else this.#clock.setTimer(delay, arrive);
  }
  /** What has waited too long goes, so that a group which stays away does not fill the memory. */
  #forgetOld(): void {
    const oldest = this.#clock.now() - this.#options.keepFor;
    for (let first = this.#queue.first; first && first.sentAt < oldest; first = this.#queue.first) this.#queue.shift();
  }
  async #close(member: Member): Promise<void> {
    member.isClosed = true;
    if (member.inHand.size > 0)
      await new Promise<void>((resolve) => {
        member.emptied = resolve;
      });
    this.#members = this.#members.filter((other) => other !== member);
  }
  /** The replica died: what it had in hand is delivered again after a while. */
  #kill(member: Member): void {
    member.isClosed = true;
    this.#members = this.#members.filter((other) => other !== member);
    for (const delivery of member.inHand) this.#again(delivery);
    member.inHand.clear();
  }
}
