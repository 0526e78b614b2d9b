-- Moves events that the broker has taken from the outbox to the journal, which then forgets some of what is too old.
-- keys: the service's prefix
-- arguments: retention of the journal in milliseconds, event ids
-- result: nothing

-- Share of the retention. By its number, which says when it was committed, what has waited longer would be forgotten too soon.
local LATE = 0.5

local function published(keys, args)
  local prefix, time, keep = keys[1], now(), args[1] * 1000
  local is_late = false
  local outbox, journal, events = prefix .. "outbox", prefix .. "journal", prefix .. "events"
  for at = 2, #args do
    local id = args[at]
    local number = redis.call("ZSCORE", outbox, id)
    if number then
      redis.call("ZREM", outbox, id)
      redis.call("ZREM", prefix .. "claims", id)
      local is_first = redis.call("ZREM", prefix .. "replayed", id) == 0
      if is_first and tonumber(number) < time - LATE * keep then is_late = true end
      redis.call("ZADD", journal, number, id)
    end
  end
  -- An older version publishes without taking anything off this list.
  if redis.call("EXISTS", outbox) == 0 then redis.call("DEL", prefix .. "replayed") end
  -- The order of the journal is that of the commits, so for what was late nothing is forgotten for a while.
  if is_late then redis.call("SET", prefix .. "kept", digits(time + keep)) end
  local left = tonumber(redis.call("GET", prefix .. "kept") or 0) - time
  if left > 0 and left <= keep then return end
  -- More than came in, so that it catches up, and not everything at once, so that nobody waits for it.
  local some = 100 + 2 * #args
  for _, id in ipairs(redis.call("ZRANGE", journal, "-inf", time - keep, "BYSCORE", "LIMIT", 0, some)) do
    local topic, subject = unpack_event(redis.call("HGET", events, id))
    redis.call("ZREM", journal, id)
    redis.call("HDEL", events, id)
    redis.call("HDEL", prefix .. "about:" .. subject, id)
    redis.call("HINCRBY", prefix .. "forgotten", topic, 1)
  end
end

register("published", published, { "allow-oom" })
