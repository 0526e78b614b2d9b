// Marks what identifies or could harm a person; streams, timelines and logs leave it out by this mark.
import type { z } from "zod";

export const personal = <S extends z.ZodType>(schema: S): S => schema.meta({ ...schema.meta(), personal: true });
