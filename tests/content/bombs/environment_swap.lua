-- expect E102
local _ENV = {}
while true do end
