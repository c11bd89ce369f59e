include "shared/deep/lead.lua"
expert "quality" "Quality lead, 11 years"
expert "retention" "Retention lead, 6 years"
