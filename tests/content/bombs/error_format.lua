-- expect E101
error("%s%s%n%99999d")
