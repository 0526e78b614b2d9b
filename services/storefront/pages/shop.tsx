// The shop's page.
import { render } from "preact";
import { Mark } from "#platform/pages/mark.tsx";
import { ThemeButton } from "#platform/pages/theme.tsx";
import { repeat } from "#platform/pages/ticking.ts";
import { Basket } from "./basket.tsx";
import { basket, isBasketKnown, loadBasket } from "./basket-state.ts";
import { Catalogue, CatalogueSearch } from "./catalogue.tsx";
import { isCatalogueRead, loadProducts } from "./catalogue-state.ts";
import { FirstOrder } from "./first-order.tsx";
import { OrderHistory } from "./order-history.tsx";
import { OrderProgress } from "./order-progress.tsx";
import { loadOrders, orders, said, trouble } from "./shop-state.ts";
import { loadStock } from "./stock-state.ts";

const REFRESH_EVERY = 4_000;

/** Where it is seen, wherever on the page somebody has pressed a button; a screen reader is told by what was said. */
const Trouble = () =>
  trouble.value ? (
    <div class="trouble float">
      <p>{trouble.value}</p>
      <button
        type="button"
        class="plain"
        onClick={() => {
          trouble.value = "";
        }}
      >
        Close
      </button>
    </div>
  ) : null;

const Shop = () => (
  <>
    <header class="top">
      <Mark href="/" />
      <nav aria-label="Pages">
        <a href="#basket">Basket{basket.value.length > 0 ? ` (${basket.value.length})` : ""}</a>
        <a href="/operations">Control room</a>
        <ThemeButton />
      </nav>
    </header>
    <main class="shop">
      <div class="opening">
        <FirstOrder />
        <OrderProgress />
      </div>
      <Trouble />
      <div class="floor">
        <section aria-labelledby="catalogue-title">
          <div class="row between section-head">
            <h2 id="catalogue-title">Catalogue</h2>
            <CatalogueSearch />
          </div>
          <Catalogue />
        </section>
        <div class="side">
          <section class="card" id="basket" aria-labelledby="basket-title">
            <h2 id="basket-title">Basket</h2>
            <Basket />
          </section>
          <section class="card" aria-labelledby="orders-title">
            <h2 id="orders-title">Your orders</h2>
            <OrderHistory />
          </section>
        </div>
      </div>
      <p class="hidden" aria-live="polite">
        {said.value}
      </p>
    </main>
    <footer class="foot">
      You are Ada, a made-up customer; no money moves. For programs: <a href="/openapi.json">HTTP</a>,{" "}
      <a href="/asyncapi.json">events</a>.
    </footer>
  </>
);

/** What is shown changes by itself; what could not be read is asked for again. */
repeat(REFRESH_EVERY, async () => {
  await Promise.all([
    isCatalogueRead.value ? undefined : loadProducts(),
    loadStock(),
    isBasketKnown.value ? undefined : loadBasket(),
    orders.value ? undefined : loadOrders(),
  ]);
});
const root = document.querySelector("#page");
if (root) render(<Shop />, root);
