-- Commits a unit of work, all of it or nothing. Whatever can be refused is refused before the first write.
-- keys: the service's prefix
-- arguments:
--   "time" when there may be events, "version" when there may be records, or ""
--   outbox limit or "", claim in milliseconds
--   number of reads (record, version; each)
--   event id or "" ("new" when nobody has it in hand, or ""; topic; minute or ""; "done" and retention, or "dead", or "parked" and due time and entry)
--   changes: size of the rest, number of writes (kind and its arguments; each), number of events (id, topic, subject, minute or "", text; each)
--   number of a condition's counters or "" (state, id, amount; each; changes when met, changes otherwise)
-- result: "duplicate", "held", "full", "conflict", "committed", "met" or "otherwise"
local SOME_TIME = 1000000000000000

-- Versions and the order of events are one number: the time in microseconds, or one more than the last, so that it never comes
-- twice, also not when the server was wiped or its clock was put back. Versions alone need not ask for the time.
local function next_number(prefix)
  local number = redis.call("INCRBY", prefix .. "last", 1)
  if number > SOME_TIME then return number end
  number = now()
  redis.call("SET", prefix .. "last", digits(number))
  return number
end

-- `from`: arguments before its own; none by default.
local function commit(keys, args, from)
  local prefix, at = keys[1], from or 0
  local function take()
    at = at + 1
    return args[at]
  end

  local needs, limit, claim = take(), take(), take()
  local reads_at = at
  local reads = tonumber(take())
  at = at + reads * 2
  local event_id = take()
  local was = event_id ~= "" and redis.call("GET", prefix .. "inbox:" .. event_id)
  if was == "done" then return "duplicate" end
  if event_id ~= "" and take() == "new" then
    if was then return was == "parked" and "duplicate" or "held" end
    if redis.call("HEXISTS", prefix .. "dead", event_id) == 1 then return "duplicate" end
  end
  if limit ~= "" and redis.call("ZCARD", prefix .. "outbox") - redis.call("ZCARD", prefix .. "replayed") >= tonumber(limit) then return "full" end
  local mark_at = at
  at = reads_at + 1
  for _ = 1, reads do
    local key, version = prefix .. "record:" .. take(), take()
    if version == "0" then
      if redis.call("EXISTS", key) == 1 then return "conflict" end
    elseif redis.call("GETRANGE", key, 0, #version) ~= version .. " " then
      return "conflict"
    end
  end

  local time, number = 0, 0
  if needs == "time" then
    time = now()
    number = math.max(time, tonumber(redis.call("GET", prefix .. "last") or 0) + 1)
  elseif needs == "version" then
    number = next_number(prefix)
  end
  local version = digits(number)
  local function apply()
    at = at + 1
    for _ = 1, tonumber(take()) do write[take()](prefix, version, take) end
    for _ = 1, tonumber(take()) do
      local id, topic, subject, minute, text = take(), take(), take(), take(), take()
      number = number + 1
      redis.call("HSET", prefix .. "events", id, pack_event(topic, subject, text))
      redis.call("HSET", prefix .. "about:" .. subject, id, topic)
      redis.call("ZADD", prefix .. "outbox", number, id)
      redis.call("ZADD", prefix .. "claims", time + claim * 1000, id)
      redis.call("HINCRBY", prefix .. "committed", topic, 1)
      count_in_minute(prefix, "committed", minute, topic)
    end
  end
  local function skip()
    at = at + 1 + args[at + 1]
  end

  at = mark_at
  if event_id ~= "" then mark_event(prefix, event_id, was, take) end
  -- The condition is looked at before the common changes, as they were staged together.
  local changes_at = at
  skip()
  local outcome, counters = "committed", take()
  if counters ~= "" then
    outcome = "met"
    for _ = 1, tonumber(counters) do
      local held = redis.call("HGET", prefix .. "counters:" .. take(), take()) or 0
      if tonumber(held) < tonumber(take()) then outcome = "otherwise" end
    end
  end
  local branches_at = at
  at = changes_at
  apply()
  if outcome ~= "committed" then
    at = branches_at
    if outcome == "otherwise" then skip() end
    apply()
  end
  if needs == "time" then redis.call("SET", prefix .. "last", digits(number)) end
  return outcome
end

register("commit", commit)
