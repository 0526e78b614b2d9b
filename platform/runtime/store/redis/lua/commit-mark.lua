-- The inbox mark of a commit: where the event stands from now on. It counts as seen once, whatever becomes of it.
-- `was` is how it stands in the inbox until now.
local function mark_event(prefix, id, was, take)
  local topic, minute, standing = take(), take(), take()
  local key = prefix .. "inbox:" .. id
  local is_counted = was == "parked"
  if is_counted then
    redis.call("HDEL", prefix .. "parked", id)
    redis.call("ZREM", prefix .. "due", id)
  elseif not was or string.sub(was, 1, 4) ~= "held" then
    -- Only an event whose lease has run out, or a revived one, can be dead.
    local dead = redis.call("HGET", prefix .. "dead", id)
    is_counted = dead == topic
    if dead then redis.call("HDEL", prefix .. "dead", id) end
  end
  if not is_counted then
    redis.call("HINCRBY", prefix .. "seen", topic, 1)
    count_in_minute(prefix, "seen", minute, topic)
  end

  if standing == "done" then
    redis.call("SET", key, "done", "PX", take())
  elseif standing == "dead" then
    redis.call("HSET", prefix .. "dead", id, topic)
    redis.call("DEL", key)
  else
    redis.call("ZADD", prefix .. "due", take(), id)
    redis.call("HSET", prefix .. "parked", id, take())
    redis.call("SET", key, "parked")
  end
end
