// What a payment page hands out instead of a card number.
import { z } from "zod";
import { personal } from "./personal.ts";

export const PaymentToken = personal(z.string().regex(/^tok_[A-Za-z0-9_]{1,60}$/, "must be a token such as tok_ok"));
