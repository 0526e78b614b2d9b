-- Counts of the last minutes: which events of a minute were committed, and which were seen.
-- keys: the service's prefix
-- arguments: none
-- result: committed and seen (minute, flat list of topic and count; each), the oldest minute first
local function minutes(keys)
  local prefix, current = keys[1], this_minute()
  local function counts(kind)
    local found = {}
    for minute = current - MINUTES_KEPT, current do
      local topics = redis.call("HGETALL", prefix .. "minute:" .. kind .. ":" .. digits(minute))
      if #topics > 0 then
        found[#found + 1] = minute
        found[#found + 1] = topics
      end
    end
    return found
  end
  return { counts("committed"), counts("seen") }
end

register("minutes", minutes, { "no-writes" })
