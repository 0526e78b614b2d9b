// The catalogue with what is in stock at this moment.
import { now } from "#platform/pages/ticking.ts";
import { ago, count, money, plural } from "#platform/pages/words.ts";
import { addToBasket, quantityOf } from "./basket-state.ts";
import {
  isLong,
  notShown,
  type Product,
  products,
  productsTrouble,
  seek,
  showMore,
  shown,
  sought,
} from "./catalogue-state.ts";
import { ProductPicture } from "./product-picture.tsx";
import { stock, stockReadAt, stockTrouble } from "./stock-state.ts";

const FEW = 20;

function Stock({ sku }: { sku: string }) {
  const available = stock.value.get(sku);
  if (available === undefined) return <span class="soft small">…</span>;
  if (available <= 0) return <span class="tag bad">sold out</span>;
  if (available < FEW) return <span class="tag warn">only {available} left</span>;
  return <span class="soft small figure">{count(available)} in stock</span>;
}

function Tile({ sku, name, unitPrice, currency }: Product) {
  const inBasket = quantityOf(sku);
  return (
    <li class="tile">
      <ProductPicture name={name} />
      <h3>{name}</h3>
      <p class="figure">{money(unitPrice, currency)}</p>
      <p>
        <Stock sku={sku} />
      </p>
      <button type="button" onClick={() => void addToBasket(sku)}>
        Add<span class="hidden"> {name} to the basket</span>
        {inBasket > 0 && <span aria-hidden="true">· {inBasket}</span>}
      </button>
    </li>
  );
}

/** Figures that are old say so; one can order all the same. */
const OldStock = () =>
  stockTrouble.value ? (
    <p class="notice small" role="status">
      {stockTrouble.value}{" "}
      {stock.value.size > 0 ? `Stock is shown as it was ${ago(stockReadAt.value, now.value)}.` : "Stock is not known."}{" "}
      You can order all the same.
    </p>
  ) : null;

export const CatalogueSearch = () =>
  isLong.value ? (
    <input
      type="search"
      class="search"
      placeholder="Find a product"
      aria-label="Find a product"
      value={sought.value}
      onInput={({ currentTarget }) => seek(currentTarget.value)}
    />
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
      {productsTrouble.value && (
        <p class="notice small">The rest of the catalogue is not there yet: {productsTrouble.value}</p>
      )}
      <ul class="tiles">
        {shown.value.map((product) => (
          <Tile key={product.sku} {...product} />
        ))}
      </ul>
      {shown.value.length === 0 && <p class="empty">No product has these words in its name.</p>}
      {notShown.value > 0 && (
        <button type="button" class="more" onClick={showMore}>
          Show more <span class="soft figure">of {plural(notShown.value, "other product")}</span>
        </button>
      )}
    </>
  );
}
