-- expect E102 2
while true do end
