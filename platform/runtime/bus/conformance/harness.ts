// What a broker must offer to be tested, and a consumer that notes what it gets.
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import type { Bus, Subscription, Verdict } from "../port.ts";

export interface BusUnderTest {
  readonly bus: Bus;
  /** So many milliseconds pass for the broker. */
  readonly pass: (duration: number) => Promise<void>;
  /** The replica that holds this subscription dies without a word. */
  readonly kill: (subscription: Subscription) => void;
}
export type OpenBus = () => Promise<BusUnderTest> | BusUnderTest;

const STEP = 100;
const LONGEST = 60_000;

/** Time passes until the check holds. */
export async function eventually({ pass }: BusUnderTest, check: () => boolean): Promise<void> {
  for (let passed = 0; passed < LONGEST; passed += STEP) {
    await pass(0);
    if (check()) return;
    await pass(STEP);
  }
  throw new Error(`This did not become true within ${LONGEST} ms: ${check.toString()}`);
}

type React = (event: CloudEvent, delivery: number) => Promise<Verdict>;

export interface ReplicaOptions {
  readonly group?: string;
  readonly topics?: readonly string[];
  readonly concurrency?: number;
}

/** One replica of a consumer group. */
export class Replica {
  readonly got: CloudEvent[] = [];
  readonly subscription: Subscription;
  inHand = 0;
  mostInHand = 0;

  /** `react` gets the number of this delivery of this event, from 1; without it everything is done. */
  constructor({ bus }: BusUnderTest, options: ReplicaOptions = {}, react: React = async () => "done") {
    const { group = "group", topics = ["ThingHappened"], concurrency = 10 } = options;
    this.subscription = bus.subscribe({
      group,
      topics,
      concurrency,
      deliver: async (event) => {
        this.got.push(event);
        this.mostInHand = Math.max(this.mostInHand, ++this.inHand);
        try {
          return await react(event, this.got.filter(({ id }) => id === event.id).length);
        } finally {
          this.inHand--;
        }
      },
    });
  }
  /** The ids of what was delivered, in that order. */
  get ids(): string[] {
    return this.got.map(({ id }) => id);
  }
}

/** A promise that a test resolves when it likes. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
