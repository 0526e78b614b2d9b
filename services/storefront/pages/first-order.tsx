// The first minute: one button that places an order, and three that place one which ends otherwise.
import { products } from "./catalogue-state.ts";
import { isPlacing, place, placeAndCancel } from "./place-order.ts";

/** Two of what the catalogue begins with; of the example data that is a mug. */
const two = () => {
  const { sku, name } = products.value?.[0] ?? { sku: "SKU-1", name: "Mug" };
  return { items: [{ sku, quantity: 2 }], label: `2 × ${name}` };
};
/** Whatever was sold before, nobody has one. */
const UNICORN = { items: [{ sku: "UNICORN", quantity: 1 }], label: "A unicorn" } as const;

export const FirstOrder = () => (
  <section class="first" aria-labelledby="first-title">
    <h1 id="first-title">The answer comes at once. The rest follows.</h1>
    <p class="lead">
      An order is accepted in milliseconds. Stock, price, payment, parcel, points and mails are the work of thirteen
      services that talk by events, each at its own pace. Nothing is lost, and nothing is done twice.
    </p>
    <button type="button" class="main big" aria-busy={isPlacing.value} onClick={() => void place(two())}>
      Place an order
    </button>
    <p class="row others">
      <span class="soft small">or one that ends otherwise:</span>
      <button type="button" class="small" onClick={() => void place(UNICORN)}>
        Out of stock
      </button>
      <button type="button" class="small" onClick={() => void place({ ...two(), payment: "declined" })}>
        Declined card
      </button>
      <button type="button" class="small" onClick={() => void placeAndCancel(two())}>
        Changed my mind
      </button>
    </p>
  </section>
);
