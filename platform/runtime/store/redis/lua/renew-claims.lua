-- Makes claims on events of the outbox last.
-- keys: the service's prefix
-- arguments: claim in milliseconds, event ids
-- result: nothing
local function renew_claims(keys, args)
  local claims, claimed_until = keys[1] .. "claims", now() + args[1] * 1000
  -- What is published meanwhile is not to be claimed any more.
  for at = 2, #args do redis.call("ZADD", claims, "XX", claimed_until, args[at]) end
end

register("renew_claims", renew_claims, { "allow-oom" })
