-- What several operations need. It comes first in the library; `build` is set by whoever assembles it.

-- Every operation is called as <name>_<build>, so that two versions can use one server at the same time.
local function register(name, callback, flags)
  redis.register_function { function_name = name .. "_" .. build, callback = callback, flags = flags or {} }
end

-- The server's clock in microseconds since 1970.
local function now()
  local time = redis.call("TIME")
  return time[1] * 1000000 + time[2]
end

-- Lua would shorten a large number when it joins it to a text.
local function digits(number)
  return string.format("%.0f", number)
end

-- The server's clock in whole minutes since 1970.
local function this_minute()
  return math.floor(tonumber(redis.call("TIME")[1]) / 60)
end

local MINUTES_KEPT = 12

-- Counts an event of a minute; the server forgets the minute by itself. `kind` is "committed" or "seen"; an event of no time has no minute.
local function count_in_minute(prefix, kind, minute, topic)
  if minute == "" then return end
  local key = prefix .. "minute:" .. kind .. ":" .. minute
  if redis.call("HINCRBY", key, topic, 1) == 1 then redis.call("PEXPIRE", key, (MINUTES_KEPT + 1) * 60000) end
end

-- An event as it is stored: its topic and subject stand before its text, so that the text need not be decoded.
local function pack_event(topic, subject, text)
  return #topic .. " " .. #subject .. " " .. topic .. subject .. text
end

-- Gives topic, subject and text.
local function unpack_event(packed)
  local topic_size, subject_size, start = string.match(packed, "^(%d+) (%d+) ()")
  local subject_start = start + topic_size
  local text_start = subject_start + subject_size
  return string.sub(packed, start, subject_start - 1), string.sub(packed, subject_start, text_start - 1), string.sub(packed, text_start)
end
