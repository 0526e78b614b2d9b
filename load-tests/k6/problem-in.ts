// The code of the problem in an answer that says what is wrong; nothing where a gateway answers in its own words, or nobody does.
export function problemIn(status: number, text: string): string | undefined {
  if (status < 400) return undefined;
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === "string" ? code : undefined;
  } catch {
    return undefined;
  }
}
