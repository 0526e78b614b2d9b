-- Makes copies of an order: everything that names it, with another ending of each id.
-- arguments: the pieces as JSON, first number, how many
-- A text of a piece is a list of parts between which the ending stands.
local pieces = cjson.decode(ARGV[1])
local function text(parts, ending)
  return table.concat(parts, ending)
end
for number = tonumber(ARGV[2]), ARGV[2] + ARGV[3] - 1 do
  local ending = string.format("%012x", number)
  for _, piece in ipairs(pieces) do
    local key = text(piece.key, ending)
    if piece.kind == "string" then
      redis.call("SET", key, text(piece.value, ending))
    elseif piece.kind == "hash" then
      redis.call("HSET", key, text(piece.field, ending), text(piece.value, ending))
    elseif piece.kind == "zset" then
      redis.call("ZADD", key, piece.score, text(piece.value, ending))
    else
      redis.call("XADD", key, "0-*", "value", text(piece.value, ending))
    end
    if piece.keepFor > 0 then redis.call("PEXPIRE", key, piece.keepFor) end
  end
end
return 1
