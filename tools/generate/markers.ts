// Texts that people write, with generated parts between two comments.

/**
 * The text with everything between `<!-- generated:name -->` and `<!-- /generated:name -->` replaced; as it was without such a pair.
 * @example fill("<!-- generated:service -->\n<!-- /generated:service -->", "service", "| a |")
 */
export function fill(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- generated:${name} -->`, `<!-- /generated:${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 && to < 0) return text;
  if (from < 0 || to < from) throw new Error(`${start} and ${end} must stand once each, in this order.`);
  return `${text.slice(0, from)}${start}\n\n${content}\n\n${text.slice(to)}`;
}
