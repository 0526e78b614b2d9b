/** Where everything must be looked at (REQUIRE=1) what is left out is a failure; elsewhere it is only said. */
export function leftOut(what: string, missing: readonly string[]): void {
  const text = `${what}. This is missing:\n- ${missing.join("\n- ")}`;
  if (process.env["REQUIRE"]) throw new Error(`REQUIRE=1, and this was left out: ${text}`);
  console.log(`Left out: ${text}`);
}
