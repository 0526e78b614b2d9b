// The basket, how it is paid and where it goes: with the choices that end badly, because those are worth seeing too.
import { signal } from "@preact/signals";
import { money, plural } from "#platform/pages/words.ts";
import { basket, basketTotal, isBasketKnown, putIntoBasket } from "./basket-state.ts";
import { productOf } from "./catalogue-state.ts";
import { checkOut, type Delivery, type Payment } from "./place-order.ts";
import type { Line } from "./shop-state.ts";
import { stock } from "./stock-state.ts";

const MOST = 1_000;
const payment = signal<Payment>("card");
const delivery = signal<Delivery>("home");
const isSending = signal(false);

function BasketLine({ sku, quantity }: Line) {
  const product = productOf.value.get(sku);
  const name = product?.name ?? sku;
  const available = stock.value.get(sku) ?? quantity;
  const change = (to: number) => void putIntoBasket(sku, Math.max(0, Math.min(MOST, Math.trunc(to))));
  return (
    <li class="line">
      <span class="line-name">{name}</span>
      <span class="figure line-price">{product ? money(product.unitPrice * quantity, product.currency) : ""}</span>
      <span class="stepper">
        <button type="button" onClick={() => change(quantity - 1)} aria-label={`One ${name} less`}>
          −
        </button>
        <input
          type="number"
          min={0}
          max={MOST}
          value={quantity}
          aria-label={`How many of ${name}`}
          onChange={({ currentTarget }) => {
            // Nothing was typed: as it was.
            if (currentTarget.value === "") currentTarget.value = String(quantity);
            else change(Number(currentTarget.value));
          }}
        />
        <button type="button" onClick={() => change(quantity + 1)} aria-label={`One ${name} more`}>
          +
        </button>
      </span>
      {available < quantity && (
        <span class="line-note">Only {available} left. You can order all the same, and see.</span>
      )}
    </li>
  );
}

async function send(event: Event): Promise<void> {
  event.preventDefault();
  isSending.value = true;
  await checkOut(payment.value, delivery.value);
  isSending.value = false;
}

export function Basket() {
  const lines = basket.value;
  if (lines.length === 0 && !isBasketKnown.value) return <p class="empty">Asking for your basket …</p>;
  if (lines.length === 0)
    return <p class="empty">Your basket is empty. It is kept by a service, so it survives a reload.</p>;
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <form class="stack" onSubmit={(event) => void send(event)}>
      <ul class="lines">
        {lines.map((line) => (
          <BasketLine key={line.sku} {...line} />
        ))}
      </ul>
      <p class="row between total">
        <span>{plural(pieces, "piece")}</span>
        <strong class="figure">{money(basketTotal.value)}</strong>
      </p>
      <div class="pair">
        <label>
          Payment
          <select
            value={payment.value}
            onChange={({ currentTarget }) => {
              payment.value = currentTarget.value as Payment;
            }}
          >
            <option value="card">Card</option>
            <option value="declined">A card that is declined</option>
            <option value="account">On account</option>
          </select>
        </label>
        <label>
          Delivery
          <select
            value={delivery.value}
            onChange={({ currentTarget }) => {
              delivery.value = currentTarget.value as Delivery;
            }}
          >
            <option value="home">To Berlin</option>
            <option value="pick-up">Picked up</option>
            <option value="nowhere">Where nobody ships</option>
          </select>
        </label>
      </div>
      <button class="main" type="submit" disabled={isSending.value} aria-busy={isSending.value}>
        Check out
      </button>
    </form>
  );
}
