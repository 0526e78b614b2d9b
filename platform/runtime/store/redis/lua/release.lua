-- Gives back an event that its holder does not handle now.
-- keys: the service's prefix
-- arguments: event id, holder
-- result: nothing
local function release(keys, args)
  local key = keys[1] .. "inbox:" .. args[1]
  local standing = redis.call("GET", key)
  if standing == "held " .. args[2] or standing == "revived " .. args[2] then redis.call("DEL", key) end
end

register("release", release, { "allow-oom" })
