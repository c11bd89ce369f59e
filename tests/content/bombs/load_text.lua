-- expect E101
load("while true do end")()
