// The text of an answer; empty where there is none, or something else than text.
import type { Response } from "k6/http";

export const textOf = ({ body }: Response): string => (typeof body === "string" ? body : "");
