// Money as a person reads it.

/** "49.98 EUR" from 4998; exact, because no division takes place. */
export function amountText(minorUnits: number, currency: string): string {
  const { maximumFractionDigits: places = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  const digits = String(minorUnits).padStart(places + 1, "0");
  const point = digits.length - places;
  return `${places === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`} ${currency}`;
}
