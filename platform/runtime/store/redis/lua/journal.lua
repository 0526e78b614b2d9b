-- Reads a page of the journal, in the order of the commits.
-- keys: the service's prefix
-- arguments: least number (as of a ZRANGE), limit
-- result: the events' texts, and the least number of the next page or ""
local function journal(keys, args)
  local prefix = keys[1]
  local page = redis.call("ZRANGE", prefix .. "journal", args[1], "+inf", "BYSCORE", "LIMIT", 0, args[2], "WITHSCORES")
  local texts = {}
  for at = 1, #page, 2 do
    local _, _, text = unpack_event(redis.call("HGET", prefix .. "events", page[at]))
    texts[#texts + 1] = text
  end
  return { texts, #texts == tonumber(args[2]) and page[#page] or "" }
end

register("journal", journal, { "no-writes" })
