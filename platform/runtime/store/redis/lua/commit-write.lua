-- The writes of a commit, by kind. `take` gives the next argument; values are texts that are stored as they came.
local SLACK = 1.25

-- Keeps the members with the highest scores; trimming waits until a set is a quarter too long, so that it is rare.
local function bound(key, keep)
  if keep ~= "" and redis.call("ZCARD", key) > keep * SLACK then
    redis.call("ZREMRANGEBYRANK", key, 0, -keep - 1)
  end
end

local write = {}

function write.set(prefix, version, take)
  local key, value, keep_for = prefix .. "record:" .. take(), version .. " " .. take(), take()
  if keep_for == "" then
    redis.call("SET", key, value)
  else
    redis.call("SET", key, value, "PX", keep_for)
  end
end

function write.delete(prefix, version, take)
  redis.call("DEL", prefix .. "record:" .. take())
end

function write.add(prefix, version, take)
  redis.call("HINCRBY", prefix .. "counters:" .. take(), take(), take())
end

function write.put(prefix, version, take)
  local key, member, score, keep, keep_for = prefix .. "index:" .. take(), take(), take(), take(), take()
  redis.call("ZADD", key, score, member)
  bound(key, keep)
  if keep_for ~= "" then redis.call("PEXPIRE", key, keep_for) end
end

function write.increase(prefix, version, take)
  local key, member, amount, keep = prefix .. "index:" .. take(), take(), take(), take()
  redis.call("ZINCRBY", key, amount, member)
  bound(key, keep)
end

function write.move(prefix, version, take)
  local key, member, score = prefix .. "index:" .. take(), take(), take()
  redis.call("ZADD", key, "XX", score, member)
end

function write.remove(prefix, version, take)
  redis.call("ZREM", prefix .. "index:" .. take(), take())
end

-- Entries are numbered from 1 in the second half of a stream's ids. Trimming whole nodes is cheaper, and exact enough for a long feed.
function write.append(prefix, version, take)
  local feed, value, keep, keep_for = take(), take(), take(), take()
  local key = prefix .. "feed:" .. feed
  redis.call("XADD", key, "MAXLEN", tonumber(keep) < 400 and "=" or "~", keep, "0-*", "value", value)
  if keep_for == "" then
    redis.call("PERSIST", key)
  else
    redis.call("PEXPIRE", key, keep_for)
  end
  redis.call("PUBLISH", prefix .. "appended", feed)
end
