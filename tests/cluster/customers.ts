// Customers who order and look around at a steady rate whatever happens, and note what they were answered.
import { anOrder } from "../kit/orders.ts";
import { shop } from "./world.ts";

/** One door of each service that never sleeps; order's is where orders are placed. */
const DOORS = ["/", "/products", "/baskets/user-5678", "/inventory/SKU-5", "/users/user-5678", "/topology"] as const;

export interface Visits {
  readonly orderIds: readonly string[];
  /** Answers other than 202 to an order and 200 to a look, and failures to reach anybody. */
  readonly refusals: readonly string[];
}

const told = ({ message, cause }: Error): string => (cause instanceof Error ? `${message}: ${cause.message}` : message);

/** Orders arrive as long as `work` goes on, at so many a second, and with each somebody looks at one door after the other. */
export async function whileOrdering(rate: number, work: () => Promise<unknown>): Promise<Visits> {
  const orderIds: string[] = [];
  const refusals: string[] = [];
  const visits: Promise<void>[] = [];
  const order = () =>
    shop.place(anOrder({ items: [{ sku: `SKU-${(visits.length % 15) + 5}`, quantity: 1 }] })).then(
      (orderId) => void orderIds.push(orderId),
      (error: Error) => void refusals.push(told(error)),
    );
  const look = async (): Promise<void> => {
    const door = DOORS[visits.length % DOORS.length] ?? "/";
    const status = await shop.client.get(door).then((answer) => answer.status, told);
    if (status !== 200) refusals.push(`${door}: ${status}`);
  };
  const visit = async (): Promise<void> => void (await Promise.all([order(), look()]));
  const coming = setInterval(() => visits.push(visit()), 1_000 / rate);
  try {
    await work();
  } finally {
    clearInterval(coming);
    await Promise.all(visits);
  }
  return { orderIds, refusals };
}
