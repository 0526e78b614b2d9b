// Free text from outside: bounded, trimmed of nothing, and without control characters.
import { z } from "zod";

const CONTROL = /[\u0000-\u001f\u007f]/;

const LONE_SURROGATE = /\p{Surrogate}/u;

export const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((value) => !CONTROL.test(value), "must not hold control characters")
    .refine((value) => !LONE_SURROGATE.test(value), "must be well-formed Unicode");
