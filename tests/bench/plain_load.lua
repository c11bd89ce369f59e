-- Processor time for plain Lua to read and run the same file, in ms:
--   lua5.4 plain_load.lua FILE [ROUNDS]
-- The constructors take their tables and do nothing; the best of the rounds (7).
local function take(t) return t end
local function constructor() return take end
local best = math.huge
for _ = 1, tonumber(arg[2] or 7) do
  collectgarbage()
  local names = { "scenario", "expert", "card", "scene", "option", "ending" }
  local world = setmetatable({}, { __index = _G })
  for _, name in ipairs(names) do world[name] = constructor end
  world.expert = function() return take end
  local began = os.clock()
  local chunk = assert(loadfile(arg[1], "t", world))
  chunk()
  best = math.min(best, (os.clock() - began) * 1000)
end
print(string.format("%.2f", best))
