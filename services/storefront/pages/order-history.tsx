// The customer's orders, newest first, from the storefront's read model.
import { money } from "#platform/pages/words.ts";
import { follow, followed } from "./followed-order.ts";
import { StatusTag } from "./order-progress.tsx";
import { type ListedOrder, orders } from "./shop-state.ts";

const SHOWN = 12;

const titleOf = ({ items }: ListedOrder): string =>
  items.map(({ name, quantity }) => (quantity === 1 ? name : `${quantity} × ${name}`)).join(", ");

function Entry(order: ListedOrder) {
  const { orderId, status, total } = order;
  const open = () => follow({ orderId, took: undefined, label: titleOf(order) });
  return (
    <li>
      <button type="button" class="entry" aria-current={followed.value?.orderId === orderId} onClick={open}>
        <span class="entry-title">{titleOf(order)}</span>
        <span class="figure soft">{total === undefined ? "" : money(total)}</span>
        <StatusTag status={status} />
      </button>
    </li>
  );
}

export function OrderHistory() {
  const list = orders.value;
  if (list === undefined) return <p class="empty">Asking for your orders …</p>;
  if (list.length === 0) return <p class="empty">No orders yet. The button at the top places one.</p>;
  return (
    <>
      <ul class="entries">
        {list.slice(0, SHOWN).map((order) => (
          <Entry key={order.orderId} {...order} />
        ))}
      </ul>
      {list.length > SHOWN && (
        <p class="soft small">
          The newest {SHOWN} of {list.length}.
        </p>
      )}
    </>
  );
}
