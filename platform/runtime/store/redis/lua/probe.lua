-- Changes nothing, and is refused by the server whenever a commit would be: it is declared neither as reading nor as allowed when memory is full.
-- keys: the service's prefix
-- arguments: none
-- result: nothing
local function probe()
end

register("probe", probe)
