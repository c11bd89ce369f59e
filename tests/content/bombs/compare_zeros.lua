-- expect E102
local a, b = string.rep("\0", 16000) .. 1, string.rep("\0", 16000) .. 1
while true do local c = a < b end
