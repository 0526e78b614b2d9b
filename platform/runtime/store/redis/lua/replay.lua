-- Puts published events back into the outbox. The journal can be long, so it is gone through in parts.
-- keys: the service's prefix
-- arguments: "subject" and the subject, or "" and "" for all; "topic" and the topic, or "" and "" for all;
--   least number (as of a ZRANGE), size of a part
-- result: how many were put back, and the least number of the next part or ""
local function replay(keys, args)
  local prefix, from, size = keys[1], args[5], tonumber(args[6])
  local journal = prefix .. "journal"
  local function is_wanted(topic)
    return args[3] == "" or topic == args[4]
  end
  -- Behind what waits already: replays that do not end would otherwise hold up everything else.
  local time, count = now(), 0
  local function put_back(id, number)
    redis.call("ZREM", journal, id)
    redis.call("ZADD", prefix .. "outbox", number, id)
    redis.call("ZADD", prefix .. "claims", time, id)
    -- It has been out once, so it does not count against the outbox's limit: a long replay would have new requests refused.
    redis.call("ZADD", prefix .. "replayed", number, id)
    count = count + 1
  end

  if args[1] == "subject" then
    local about = redis.call("HGETALL", prefix .. "about:" .. args[2])
    for at = 1, #about, 2 do
      local number = redis.call("ZSCORE", journal, about[at])
      if number and tonumber(number) >= tonumber(from) and is_wanted(about[at + 1]) then put_back(about[at], number) end
    end
    return { count, "" }
  end
  local part = redis.call("ZRANGE", journal, from, "+inf", "BYSCORE", "LIMIT", 0, size, "WITHSCORES")
  for at = 1, #part, 2 do
    local topic = args[3] == "" or unpack_event(redis.call("HGET", prefix .. "events", part[at]))
    if is_wanted(topic) then put_back(part[at], part[at + 1]) end
  end
  return { count, #part == size * 2 and "(" .. part[#part] or "" }
end

register("replay", replay)
