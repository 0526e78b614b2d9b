// A server that reads its rules only when it starts would never hear of new ones: its pod says which it has read, and others make it anew.
import { createHash } from "node:crypto";

export const READ_AT_START = "read-at-start";

/** Of rules without passwords, which are made at the installation. It begins with a word, so that YAML takes it for no number. */
export const fingerprint = (rules: string): string =>
  `sha256-${createHash("sha256").update(rules).digest("hex").slice(0, 12)}`;
