-- Gives out parked events that are due, and none of them again for a lease.
-- keys: the service's prefix
-- arguments: limit, lease in milliseconds
-- result: the entries, as they were parked
local function take_parked(keys, args)
  local prefix, time = keys[1], now() / 1000
  local entries = {}
  for at, id in ipairs(redis.call("ZRANGE", prefix .. "due", "-inf", time, "BYSCORE", "LIMIT", 0, args[1])) do
    entries[at] = redis.call("HGET", prefix .. "parked", id)
    redis.call("ZADD", prefix .. "due", time + args[2], id)
  end
  return entries
end

register("take_parked", take_parked, { "allow-oom" })
