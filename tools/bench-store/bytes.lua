-- Adds up what keys occupy, by service and by the second part of their names.
-- arguments: cursor
-- result: next cursor, names, keys of each, bytes of each
local page = redis.call("SCAN", ARGV[1], "COUNT", 1000)
local names, keys, bytes, place = {}, {}, {}, {}
for _, key in ipairs(page[2]) do
  local name = string.match(key, "^{.-}:[^:]*") or "other"
  if not place[name] then
    names[#names + 1], place[name] = name, #names + 1
    keys[#names], bytes[#names] = 0, 0
  end
  local at = place[name]
  keys[at] = keys[at] + 1
  bytes[at] = bytes[at] + (redis.call("MEMORY", "USAGE", key, "SAMPLES", "20") or 0)
end
return { page[1], names, keys, bytes }
