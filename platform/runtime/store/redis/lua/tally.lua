-- Counts what is stored.
-- keys: the service's prefix
-- arguments: none
-- result: outbox, number of its oldest event or "", parked, dead, journal; committed, forgotten and seen by topic (topic, count; each)
local function tally(keys)
  local prefix = keys[1]
  local oldest = redis.call("ZRANGE", prefix .. "outbox", 0, 0, "WITHSCORES")
  return {
    redis.call("ZCARD", prefix .. "outbox"),
    oldest[2] or "",
    redis.call("ZCARD", prefix .. "due"),
    redis.call("HLEN", prefix .. "dead"),
    redis.call("ZCARD", prefix .. "journal"),
    redis.call("HGETALL", prefix .. "committed"),
    redis.call("HGETALL", prefix .. "forgotten"),
    redis.call("HGETALL", prefix .. "seen"),
  }
end

register("tally", tally, { "no-writes" })
