-- expect E102
local t = {}
while true do t = { t } end
