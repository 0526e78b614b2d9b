-- Several commits after one another, each all of it or nothing by itself: one call costs less than many, and none refuses another.
-- keys: the service's prefix
-- arguments: number of commits (how many arguments each has), then the arguments of each
-- result: of each what commit answers, or "!" and what went wrong
local function commit_all(keys, args)
  local count = tonumber(args[1])
  local outcomes, from = {}, 1 + count
  for number = 1, count do
    local succeeded, outcome = pcall(commit, keys, args, from)
    if not succeeded then outcome = "!" .. tostring(type(outcome) == "table" and outcome.err or outcome) end
    outcomes[number] = outcome
    from = from + tonumber(args[1 + number])
  end
  return outcomes
end

register("commit_all", commit_all)
