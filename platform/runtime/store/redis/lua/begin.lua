-- Takes an event in hand when it is new, or dead and to be revived.
-- keys: the service's prefix
-- arguments: event id, holder, lease in milliseconds, "revive" or ""
-- result: "new", "held", "done", "parked" or "dead"
local function begin(keys, args)
  local prefix, id, holder, lease = keys[1], args[1], args[2], args[3]
  local key = prefix .. "inbox:" .. id
  if redis.call("HEXISTS", prefix .. "dead", id) == 1 then
    if args[4] ~= "revive" then
      return redis.call("EXISTS", key) == 1 and "held" or "dead"
    end
    return redis.call("SET", key, "revived " .. holder, "NX", "PX", lease) and "new" or "held"
  end
  local standing = redis.call("SET", key, "held " .. holder, "NX", "GET", "PX", lease)
  if not standing then return "new" end
  return (standing == "done" or standing == "parked") and standing or "held"
end

register("begin", begin)
