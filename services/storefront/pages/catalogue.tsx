// The catalogue with what is in stock at this moment.
import { now } from "#platform/pages/ticking.ts";
import { ago, count, money } from "#platform/pages/words.ts";
import { ProductPicture } from "./product-picture.tsx";
import {
  basket,
  type Product,
  products,
  productsTrouble,
  putIntoBasket,
  stock,
  stockReadAt,
  stockTrouble,
} from "./shop-state.ts";

const FEW = 20;

function Stock({ sku }: { sku: string }) {
  const available = stock.value?.get(sku);
  if (stock.value === undefined) return <span class="soft small">…</span>;
  if (available === undefined || available <= 0) return <span class="tag bad">sold out</span>;
  if (available < FEW) return <span class="tag warn">only {available} left</span>;
  return <span class="soft small figure">{count(available)} in stock</span>;
}

function Tile({ sku, name, unitPrice, currency }: Product) {
  const inBasket = basket.value.find((line) => line.sku === sku)?.quantity ?? 0;
  return (
    <li class="tile">
      <ProductPicture name={name} />
      <h3>{name}</h3>
      <p class="figure">{money(unitPrice, currency)}</p>
      <p>
        <Stock sku={sku} />
      </p>
      <button type="button" onClick={() => void putIntoBasket(sku, inBasket + 1)}>
        Add<span class="hidden"> {name} to the basket</span>
        {inBasket > 0 ? ` · ${inBasket}` : ""}
      </button>
    </li>
  );
}

/** Figures that are old say so; one can order all the same. */
const OldStock = () =>
  stockTrouble.value ? (
    <p class="notice small" role="status">
      {stockTrouble.value}{" "}
      {stock.value ? `Stock is shown as it was ${ago(stockReadAt.value, now.value)}.` : "Stock is not known."} You can
      order all the same.
    </p>
  ) : null;

export function Catalogue() {
  if (products.value === undefined)
    return productsTrouble.value ? (
      <p class="trouble">{productsTrouble.value}</p>
    ) : (
      <ul class="tiles" aria-busy="true">
        {Array.from({ length: 8 }, (_, at) => (
          <li class="tile coming" key={at} />
        ))}
      </ul>
    );
  if (products.value.length === 0)
    return (
      <p class="empty">
        The catalogue is empty. Start with <code>SEED_PRODUCTS=20</code>, or <code>PUT /products/SKU-1</code>.
      </p>
    );
  return (
    <>
      <OldStock />
      <ul class="tiles">
        {products.value.map((product) => (
          <Tile key={product.sku} {...product} />
        ))}
      </ul>
    </>
  );
}
