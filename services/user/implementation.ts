import { implement } from "#platform/declare/implementation.ts";
import { onUserQueried } from "./handlers/on-user-queried.ts";
import { getUser } from "./routes/get-user.ts";
import { registerUser } from "./routes/register-user.ts";
import { seed } from "./seed.ts";
import { user } from "./service.ts";

export default implement(user, {
  reactions: { onUserQueried },
  routes: { registerUser, getUser },
  seed,
});
