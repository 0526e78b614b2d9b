-- Claims events of the outbox that nobody publishes.
-- keys: the service's prefix
-- arguments: limit, claim in milliseconds
-- result: the events' texts, the oldest first
local function take_outbox(keys, args)
  local prefix, time = keys[1], now()
  local taken = {}
  for at, id in ipairs(redis.call("ZRANGE", prefix .. "claims", "-inf", time, "BYSCORE", "LIMIT", 0, args[1])) do
    taken[at] = { id = id, number = tonumber(redis.call("ZSCORE", prefix .. "outbox", id)) }
    redis.call("ZADD", prefix .. "claims", time + args[2] * 1000, id)
  end
  table.sort(taken, function(one, other) return one.number < other.number end)
  local texts = {}
  for at, event in ipairs(taken) do
    local _, _, text = unpack_event(redis.call("HGET", prefix .. "events", event.id))
    texts[at] = text
  end
  return texts
end

register("take_outbox", take_outbox, { "allow-oom" })
