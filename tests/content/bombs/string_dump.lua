-- expect E101
local s = string.dump(function() end)
