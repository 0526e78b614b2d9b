-- Reads a page of an index. By rank, so that paging also works across equal scores.
-- keys: the service's prefix
-- arguments: index, least score, greatest score, "after" and the member to go on behind, or "" and "", limit, "reverse" or ""
-- result: members and scores
local function range(keys, args)
  local key, limit = keys[1] .. "index:" .. args[1], tonumber(args[6])
  local first = redis.call("ZCOUNT", key, "-inf", "(" .. args[2])
  local last = redis.call("ZCOUNT", key, "-inf", args[3]) - 1
  local behind = args[4] == "after" and redis.call("ZRANK", key, args[5])
  if args[7] == "reverse" then
    if behind then last = math.min(last, behind - 1) end
    first = math.max(first, last - limit + 1)
  else
    if behind then first = math.max(first, behind + 1) end
    last = math.min(last, first + limit - 1)
  end
  if last < first then return {} end
  local page = redis.call("ZRANGE", key, first, last, "WITHSCORES")
  if args[7] ~= "reverse" then return page end
  local turned = {}
  for at = #page - 1, 1, -2 do
    turned[#turned + 1] = page[at]
    turned[#turned + 1] = page[at + 1]
  end
  return turned
end

register("range", range, { "no-writes" })
