-- Makes the leases of a holder last, and those of the parked events that were given out.
-- keys: the service's prefix
-- arguments: holder, lease in milliseconds, event ids
-- result: nothing
local function renew(keys, args)
  local prefix, holder, lease = keys[1], args[1], args[2]
  local due = now() / 1000 + lease
  for at = 3, #args do
    local key = prefix .. "inbox:" .. args[at]
    local standing = redis.call("GET", key)
    if standing == "parked" then
      redis.call("ZADD", prefix .. "due", due, args[at])
    elseif standing == "held " .. holder or standing == "revived " .. holder then
      redis.call("PEXPIRE", key, lease)
    end
  end
end

register("renew", renew, { "allow-oom" })
