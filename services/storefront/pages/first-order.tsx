// The first minute: one button that places an order, and three that place one which ends otherwise.
import { place, placeAndCancel } from "./place-order.ts";

const MUGS = { items: [{ sku: "SKU-1", quantity: 2 }], label: "Two mugs" } as const;
/** Whatever was sold before, nobody has one. */
const UNICORN = { items: [{ sku: "UNICORN", quantity: 1 }], label: "A unicorn" } as const;

export const FirstOrder = () => (
  <section class="first" aria-labelledby="first-title">
    <h1 id="first-title">The answer comes at once. The rest follows.</h1>
    <p class="lead">
      An order is accepted in milliseconds. Stock, price, payment, parcel, points and mails are the work of thirteen
      services that talk by events, each at its own pace. Nothing is lost, and nothing is done twice.
    </p>
    <button type="button" class="main big" onClick={() => void place(MUGS)}>
      Place an order
    </button>
    <p class="row others">
      <span class="soft small">or one that ends otherwise:</span>
      <button type="button" class="small" onClick={() => void place(UNICORN)}>
        Out of stock
      </button>
      <button type="button" class="small" onClick={() => void place({ ...MUGS, payment: "declined" })}>
        Declined card
      </button>
      <button type="button" class="small" onClick={() => void placeAndCancel(MUGS)}>
        Changed my mind
      </button>
    </p>
  </section>
);
