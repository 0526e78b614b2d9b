// Money as a person reads it.

/** Looking a currency up is dear, so each is looked up once. */
const placesOf = new Map<string, number>();

function decimalPlaces(currency: string): number {
  const known = placesOf.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  placesOf.set(currency, maximumFractionDigits);
  return maximumFractionDigits;
}

/** "49.98 EUR" from 4998; exact, because no division takes place. */
export function amountText(minorUnits: number, currency: string): string {
  const places = decimalPlaces(currency);
  const digits = String(minorUnits).padStart(places + 1, "0");
  const point = digits.length - places;
  return `${places === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`} ${currency}`;
}
