-- Some things are the agent's own, some are the Duty Manager's, and one thing nobody may do. The caller asks for all of them in the same voice.

-- How the day ends depends on what was set going an hour before.
local home = {
  { when = "alone == 1", "landed_alone" },
  { when = "seats == 4", "missed_change" },
  { when = "overpaid == 1", "clawed_back" },
  { when = "seats == 3", "dress_first" },
  "all_together",
}

-- What the agent says in that one breath is what was done, and nothing else; who says it is "You" or the text.
local function plan(who, option)
  local function row(when, text)
    return { when = "took.battery." .. option .. " == 1 and " .. when, speaker = who, first = true, text }
  end
  return {
    row("seats == 2", "You're all on the 18:40, two rows."),
    row("seats == 3 and alone == 0", "The dress goes at 12:05, the rest of you are on the 18:40."),
    row("seats == 3 and alone == 1", "You're all on the 18:40 now, the dress as well."),
    row("seats == 4", "You're on the 15:10 by Lorne."),
    row("seats == 0", "The flight I still have to book, it'll be the 18:40."),
    row("paid > 0", "The compensation is on your card: £{paid}."),
    row("paid == 0", "The compensation still has to be worked out."),
    row("koen == 2", "Koen's seat home is safe and his £176 is a year's credit, in writing."),
    row("koen == 1", "Koen's £176 is a year's credit, in writing."),
    row("koen == 3", "Koen has £31 back."),
    row("koen == 5", "Koen sends us the letter, and the £176 comes back."),
    row("koen == 4", "Koen's £176 is on its way back."),
  }
end

local function both_plans(extra)
  local all = {}
  for _, list in ipairs({ plan("You", "aloud"), extra }) do
    for _, line in ipairs(list) do
      table.insert(all, line)
    end
  end
  return all
end

-- Spoken after the ending's own line, wherever the call ends in a conversation.
local said = {
  { when = "took.tier.grant + took.tier.year >= 1", "It still says Silver at this counter, by the way. I had thought you'd seen to that." },
  { when = "juno_late == 1", "And I counted eleven minutes for Juno. You may put that in your notes." },
  { when = "pills == 0", "I'm going to find somebody about Wilhelmina's tablets now. You couldn't." },
  { when = "took.tablets.late + took.tablets.nearest == 1", "Her doctor has rung. He would like to know who gives advice like that over the telephone." },
}

-- What became of it: every deed has its line.
local later = {
  { when = "seats == 0", "Nobody had put them on a flight. At half past twelve the 18:40 had five seats left, in five rows." },
  { when = "alone == 1", "The sister met Juno off the flight. The airline wrote to the family twice and to the regulator once." },
  { when = "juno_late == 1 and alone == 0", "Her complaint began with a child of fourteen, missing for eleven minutes before anybody who could stop a door was told." },
  { when = "pills == 1", "The case was pulled at twenty to two. Wilhelmina took her tablet at two." },
  { when = "pills == 2", "The chemist rang her doctor and found the right ones, for £40. Wilhelmina took one at ten past two." },
  { when = "pills == 0", "Ines Falk heard of the tablets from a porter at three. Wilhelmina took hers at twenty past." },
  { when = "overpaid == 1", "Three weeks later a letter came: the airline wanted the money back for a baby on a lap or an empty seat." },
  { when = "paid == 0", "The £480 was paid in July, after two letters. It could have been paid on the call." },
  { when = "koen == 0", "Koen heard of the credit from a friend. The thirty days were over." },
  { when = "koen == 5", "Koen sent the letter and waited for money. What it had earned him was a credit." },
  { when = "koen == 1", "Koen's seat home lapsed at midnight; nobody had thought of it. He bought another for £94. The credit he has kept." },
  { when = "koen == 2", "Koen flew home on his own seat, with a scar and a year's credit." },
  { when = "koen == 3", "For £31 of taxes Koen had given up a credit of £176, and his seat home at midnight." },
  { when = "koen == 4", "Audit found the refund in August. Koen's is the only Saver ever paid back, and the letter about it has your name on it." },
}

local function later_with(list)
  for _, line in ipairs(later) do
    table.insert(list, line)
  end
  return list
end

expert "ops" "Operations controller, 12 years"
expert "duty" "Duty manager, 10 years"
expert "desk" "Airport desk agent, 5 years"
expert "care" "Customer care lead, 9 years"
expert "claims" "Claims analyst, 8 years"
expert "coach" "Quality coach, 7 years"
expert "rebooker" "Rebooking agent, 2 years"

scenario "travel/six_to_a_wedding" {
  exception = { 11, 16, 17, 19, 20 },
  story_clock = "11:33",
  format = 1,
  version = 2,
  title = "Six to a wedding",
  summary = "A cancelled flight, a wedding dress, six names and a leaflet with a number on it.",
  industry = "travel",
  channel = "voice",
  locale = "en",
  skills = { "sense_making", "evidence", "authority", "communication", "negotiation", "handoff" },
  phase = 2,
  difficulty = 3,
  currency = "GBP",
  start = "opening",
  agent = {
    role = "Rebooking agent, Larkfield Air",
    limit = 60,
    brief = [[After a cancellation you rebook free of charge, pay what the table says, and may give up to £60 of goodwill a call.
Duty Manager Ines Falk is on the ground at Arden until four, with a hall full of people.]],
  },
  customer = { name = "Rosalind Achterberg", about = "Flying with family to her sister's wedding. Heron Club member since 2018." },
  mood = { anger = 50, trust = 45 },
  vars = { seats = 0, alone = 0, overpaid = 0, paid = 0, extra = 0, koen = 0, pills = 0, juno_late = 0 },
  levels = { calm = { anger = -20, seconds = 145 }, storm = { anger = 15, trust = -10, seconds = 75 } },
}

rule "child" { title = "A child apart from the family goes to the Duty Manager first", card = "people", grave = true }
rule "dose" { title = "Nobody here advises on medicine", card = "people", grave = true }
rule "fare" { title = "No money back on a Saver fare", card = "saver", grave = true }
rule "table" { title = "Compensation is paid by the table", card = "table", grave = true }
rule "change" { title = "A wheelchair needs 60 minutes to change", card = "seat_rules", grave = true }
rule "tier" { title = "A tier is a record, not a courtesy", card = "member" }

card "booking" {
  title = "Booking R7QK2M",
  icon = "users",
  facts = {
    { "Flight", "LK 418, Arden to Port Selwyn, 11:20. Cancelled 09:50" },
    { "Names on it", "6, all Achterberg" },
    { "Checked in", "Rosalind; Piet; Wilhelmina (84, wheelchair); Juno (14)", closed = "checked" },
    { "The other two", "Bas, 11 months, on a lap, no fare. Koen, 14C, did not check in", closed = "others" },
  },
}

card "flights" {
  title = "Seats to Port Selwyn",
  icon = "plane",
  facts = {
    { "12:05 direct, lands 13:15", "2 seats. Gate 4 shuts 11:55" },
    { "15:10 by Lorne, lands 16:30", "6 seats" },
    { "18:40 direct, lands 19:50", "11 seats" },
    { "Change at Lorne", "35 minutes", closed = "change" },
  },
}

card "seat_rules" {
  title = "Policy: seats and gates",
  icon = "scale",
  text = [[After a cancellation seats go in the order of asking; membership does not count. Any agent may hold seats for 15 minutes without names.
A gate shuts ten minutes before departure. Nobody in the company holds one, the Duty Manager included.
A traveller in a wheelchair needs 60 minutes to change.]],
}

card "people" {
  title = "Policy: people first",
  icon = "heart-handshake",
  text = [[A child under 15 apart from their adults goes to the Duty Manager at once. No questions and no rebooking first.
Medicine in a checked bag: the Duty Manager alone can have a bag pulled. An agent may also pay a chemist up to £40. Nobody here advises on doses.]],
}

card "member" {
  title = "Heron Club",
  icon = "badge-check",
  facts = {
    { "R. Achterberg", "member since 2018" },
    { "Tier", "Silver since 1 January; Gold for six years before", closed = "tier" },
  },
}

card "table" {
  title = "Compensation table",
  icon = "receipt",
  facts = {
    { "Cause of LK 418", "crew out of hours, ours", closed = "cause" },
    { "Desk note, 10:15", "gave caller the leaflet, wrote '£250?' on it for a longer route", closed = "slip" },
  },
  text = [[Cause ours: £120 for each seat that was checked in, paid on the call. A lap infant or an empty seat has no claim. It is not counted as goodwill.
No remark or note changes the table, and no desk can.]],
}

card "saver" {
  title = "Saver fare",
  icon = "book-open",
  text = [[No money back, from anybody; no desk has an exception. In hospital: the whole fare becomes a credit for 12 months, with a letter inside 30 days. Taxes of £31 instead, on asking: then no credit.
An unused seat out cancels the seat home at midnight, unless an agent protects it.]],
}

scene "opening" {
  customer = {
    { when = "anger >= 60", [[Achterberg. You've cancelled 418, there are six of us, I've my sister's wedding dress. The seamstress waits until five. I'm Gold.]] },
    [[Rosalind Achterberg. You've cancelled 418, there are six of us, and I've my sister's wedding dress. The seamstress waits until five. I'm Gold.]],
  },
  note = [[A hall full of people. A baby, near.]],
  seconds = 60,
  timeout = { to = "tier", takes = 2, add = { anger = 15, trust = -10 } },
  nudges = {
    { after = 22, [[Hello? There's a queue of ninety behind me and none of us has moved.]], add = { anger = 5 } },
  },
  evidence = { "flights", "booking" },
  escalation = "unneeded",
  skill = "sense_making",
  also_skill = "evidence",
  panel = {
    options = "gold hold who money escalate minute early",
    escalate = "no",
    ops = { "2 7 4 1 2 5 3", [[Ninety people want those seats. Hold first, ask after; a hold costs nothing and lapses by itself.]], opens = "flights seat_rules", expects = 50 },
    duty = { "1 7 5 2 1 4 2", [[Please don't send me seats. I've a hall. You have the seats.]], opens = "flights" },
    desk = { "3 7 4 2 4 5 3", [[If I'm still asking names when the last two go, I've been polite and useless.]], opens = "flights booking", expects = 55 },
    care = { "1 6 6 2 2 4 2", [[She has said dress, five o'clock, six. Hold, then ask who has to be first, and the plan falls out of it.]], opens = "booking" },
    claims = { "2 6 5 3 2 4 2", [['Six' is a word. Hold if you like, a hold promises nothing. Then find out which six.]], opens = "booking.checked booking.others", expects = 45 },
    coach = { "1 6 5 1 2 5 2", [[One question that shows you heard the dress. Holding silently is fine, telling her so is better.]] },
    rebooker = { "3 6 5 2 4 5 3", [[Hold, then ask. I used to ask first and watch the last two seats go while they spelt the names.]], best = "hold", opens = "flights" },
  },
  option "minute" {
    label = "Ask for a minute with the seats",
    say = [[A dress, by five. Give me a minute with the seats.]],
    to = "tier", takes = 3, add = { anger = -5, trust = 5 }, stance = "verify" },
  option "hold" {
    label = "Hold seats, then ask who",
    needs = "flights seat_rules",
    takes = 2,
    say = [[I'm holding seats on two flights before we say another word. Now, who's with you?]],
    to = "tier", add = { anger = -10, trust = 15 }, stance = "act" },
  option "gold" {
    label = "Promise her the top of the list",
    takes = 2,
    say = [[Gold goes to the front of the list. Leave it with me.]],
    to = "tier", add = { anger = -10, trust = 5 }, stance = "act", because = [[Nobody had looked at her tier, and the list does not know tiers.]] },
  option "who" {
    label = "Ask who must be there first",
    takes = 2,
    say = [[Who's with you, and which of you has to be there first?]],
    to = "tier", add = { anger = -10, trust = 10 }, stance = "listen" },
  option "money" {
    label = "Settle the money first",
    takes = 4,
    say = [[You'll be due compensation, so that first.]],
    to = "tier", add = { anger = 10 }, stance = "act_in_part" },
  option "escalate" {
    label = "Pass to the Duty Manager",
    takes = 5,
    say = [[You want our Duty Manager. One moment.]],
    to = "ines_busy", stance = "escalate", team = "Duty Manager" },
  option "early" {
    label = "Two seats for her, unasked",
    needs = "flights seat_rules",
    say = [[There are two seats at 12:05. You and the dress on those, and the others can follow.]],
    to = "tier", takes = 2, add = { anger = 5 }, stance = "act_in_part", because = [[You don't know yet who the others are, and one of them can't be left.]] },
}

scene "ines_busy" {
  enter = { add = { anger = 15, trust = -10 } },
  speaker = "Ines Falk, Duty Manager",
  customer = [[Rebooking? I've got your lady with the dress. I can't see a seat that you can't see, and I've ninety more here. She's yours again.]],
  to = "tier",
}

scene "tier" {
  customer = {
    { when = "took.opening.gold == 1", [[The front, you say. Your man at the desk has just told me 'Silver', aloud, before my mother-in-law. So which is it?]] },
    { when = "anger >= 65", [[And before you start: I am Gold. Your man at the desk said 'Silver', aloud, before my mother-in-law. I've flown with you since 2018.]] },
    [[You do see that I'm Gold? The man at the desk said 'Silver', quite loudly, and my mother-in-law heard it. It was rather horrid.]],
  },
  prompt = [[What do you say?]],
  evidence = { "member.tier", "seat_rules" },
  skill = "communication",
  also_skill = "evidence",
  panel = {
    options = "card plain grant beside sorry look silver year",
    escalate = "no",
    ops = { "2 6 1 7 5 4 3 1", [[The list doesn't know what a Heron is. Say so and get on; the plane is boarding.]], opens = "seat_rules" },
    duty = { "2 7 2 6 4 5 2 2", [[She asked a straight question. Say Silver and say it's all one today, both in one breath.]], opens = "member.tier seat_rules", expects = 50 },
    desk = { "3 5 3 7 5 4 2 3", [[That was me, more or less. I'd give a lot not to have said it out loud.]], opens = "seat_rules" },
    care = { "3 4 2 7 6 4 1 2", [[You needn't win this. She was shamed in front of family; take the matter off the table.]], opens = "member.tier", expects = 60 },
    claims = { "4 7 1 5 4 5 3 1", [[If you step round it she'll write 'Gold, as confirmed by phone'. I have a drawer of those.]], opens = "member.tier" },
    coach = { "2 7 1 6 5 5 2 1", [[Honest and kind are not two options. Name it, once, quietly, and then why it doesn't matter.]], opens = "member.tier seat_rules", expects = 45 },
    rebooker = { "5 6 4 6 5 5 2 3", [[I used to ask for the card number to win time. She hears that I don't believe her.]] },
  },
  option "card" {
    label = "Ask for the card number",
    takes = 3,
    say = [[Would you read me the number and the date on the card? Then I can set it right here.]],
    to = "gate", add = { anger = 10, trust = -5 }, stance = "verify" },
  option "plain" {
    label = "Name the tier; it changes nothing",
    needs = "member.tier seat_rules",
    takes = 2,
    say = [[Silver since January, I see. It changes nothing today: seats go by who asks first.]],
    to = "gate", add = { anger = 5, trust = 5 }, stance = "inform" },
  option "sorry" {
    label = "Sorry that it was said aloud",
    say = [[That was no way to tell you, in front of your family. I'm sorry. Let's get you moving.]],
    to = "gate", takes = 2, add = { anger = -10, trust = 5 }, stance = "listen" },
  option "grant" {
    label = "Call her Gold",
    breaks = "tier",
    takes = 2,
    say = [[You've told me Gold, so Gold it is. I'll see that you're all treated that way today.]],
    to = "gate", add = { anger = -15, trust = 5 }, stance = "act", because = [[A tier is a record, not a courtesy. The next desk reads Silver aloud again.]] },
  option "beside" {
    label = "Sorry for the hall; the list",
    needs = "seat_rules",
    takes = 2,
    say = [[That wasn't for the whole hall to hear, I'm sorry. Seats go by who asked first: you.]],
    to = "gate", add = { anger = -10, trust = 10 }, stance = "listen" },
  option "look" {
    label = "Offer to look, quietly",
    say = [[Let me look at what it says, and then I'll tell you what it changes for you today.]],
    to = "gate", takes = 3, stance = "verify" },
  option "silver" {
    label = "Tell her he was right",
    needs = "member.tier",
    say = [[It's Silver, I'm afraid, since the first of January. He was right to say so to you.]],
    to = "gate", takes = 2, add = { anger = 15, trust = -5 }, stance = "refuse" },
  option "year" {
    label = "Count her six years as Gold",
    needs = "member.tier",
    say = [[Six years of Gold are Gold to me. I've moved the lot of you up the list for it.]],
    to = "gate", takes = 2, breaks = "tier", add = { anger = -15 }, stance = "act", because = [[The list does not know tiers, so nobody moved. She thinks that they did.]] },
}

scene "gate" {
  customer = {
    { when = "anger >= 65", [[It's right there! 420, boarding, I can see the wing! Ring the gate, ten minutes. You did it for us last year.]] },
    { when = "took.opening.hold + took.opening.who == 1", [[Piet, me, his mother in her chair, the baby, my niece. But 420's boarding! Could you ring the gate? You did it last year.]] },
    [[There's one boarding! 420, I can see it. Please ring the gate, ten minutes. One of you did that last year.]],
  },
  prompt = [[The 12:05. It is {clock}.]],
  seconds = 75,
  timeout = { to = "gate_shuts", takes = 5, add = { anger = 15, trust = -10 } },
  nudges = {
    { after = 30, [[They've called it again. What shall I do? Do I run?]], add = { anger = 5 } },
  },
  evidence = { "seat_rules", "flights", "flights.change" },
  escalation = "unneeded",
  skill = "authority",
  also_skill = "negotiation",
  panel = {
    options = "two ring evening lorne escalate dont_run later_one run",
    escalate = "no",
    ops = { "7 1 5 2 1 5 4 3", [[Nobody holds it, I don't, the captain doesn't. Two seats are a dress at its seamstress by two.]], opens = "seat_rules flights", expects = 50 },
    duty = { "6 1 7 2 1 4 5 1", [[Split families are what I spend my afternoons on. A baby, a chair, a child: keep them together.]], opens = "flights booking.checked" },
    desk = { "7 3 5 3 3 5 4 3", [[She asked for a gate, what she needs is a dress in a room at five. Two seats do that.]], opens = "flights", expects = 55 },
    care = { "6 2 7 3 2 5 5 1", [[Ask an old lady to run and somebody falls. Evening, one row, and a call to the seamstress.]], opens = "flights" },
    claims = { "7 2 5 1 2 5 4 2", [[Lorne with a wheelchair in 35 minutes is a second claim that I'd pay in full.]], opens = "flights.change seat_rules" },
    coach = { "7 1 5 2 2 5 4 2", [[The 'no' must be whole: nobody, not 'not me'. Then the choice is hers, and quick.]], opens = "seat_rules", expects = 45 },
    rebooker = { "6 4 6 5 5 4 5 2", [[I'd be so tempted to ring. They never answer. Look at the board, then give her two real things.]] },
  },
  option "two" {
    label = "Whole no, and the two seats",
    needs = "flights seat_rules",
    takes = 5,
    say = [[Nobody here can hold a gate. But there are two seats on it: the dress, and who else?]],
    to = "juno", set = { seats = 3 }, add = { anger = -5, trust = 5 }, stance = "refuse" },
  option "dont_run" {
    label = "Don't run; let me look",
    say = [[I can't promise that. Don't run; let me look.]],
    to = "evening_found", takes = 5, set = { seats = 2 }, stance = "verify" },
  option "ring" {
    label = "Try the gate",
    takes = 6,
    say = [[I'll try them for you. You start walking now.]],
    to = "gate_shuts", add = { anger = 10, trust = -5 }, stance = "hold" },
  option "evening" {
    label = "All of them at 18:40",
    needs = "flights",
    set = { seats = 2 },
    takes = 5,
    say = [[Let it go. I've put you all on the 18:40, in two rows, and I'll ring your seamstress.]],
    to = "juno", add = { trust = 5 }, stance = "act" },
  option "lorne" {
    label = "All of them by Lorne",
    needs = "flights",
    breaks = "change",
    takes = 5,
    say = [[There's one by Lorne at 15:10 that lands by half past four. I've booked you on it.]],
    to = "juno", set = { seats = 4, extra = 860 }, add = { anger = -15, trust = 5 }, stance = "act", because = [[Half past four beats five. The chair needs sixty minutes to change at Lorne and has thirty-five.]] },
  option "later_one" {
    label = "One for all of them later",
    say = [[Let it go. There'll be one for all of you.]],
    to = "evening_found", takes = 5, set = { seats = 2 }, add = { anger = 5 }, stance = "inform" },
  option "escalate" {
    label = "Ask the Duty Manager to hold it",
    takes = 6,
    say = [[Our Duty Manager may. I'll ask her for you.]],
    to = "gate_shuts", add = { anger = 5 }, stance = "escalate", team = "Duty Manager" },
  option "run" {
    label = "Tell her to run",
    needs = "flights",
    say = [[Two seats left on it! Leave the others with the chair and run, both of you, now.]],
    to = "gate_shuts", takes = 5, add = { anger = 5 }, stance = "act", because = [[It shut while they ran. Nobody had put their names on those seats.]] },
}

scene "evening_found" {
  speaker = "You",
  customer = [[They've shut it now. There's the 18:40, direct. I've put all of you on that, in two rows.]],
  to = "juno",
}

scene "gate_shuts" {
  enter = { add = { anger = 10, trust = -5 } },
  speaker = "Gate 4",
  customer = {
    { when = "took.gate.escalate == 1", [[Gate four. Ines says to tell you she doesn't hold gates, and that you know she doesn't. We shut at five to.]] },
    [[Gate four. Hold it? We don't hold, nobody holds. We shut at five to. Somebody's running up here with a dress, is she yours?]],
  },
  to = "juno",
}

scene "juno" {
  customer = {
    { when = "seats == 3", [[He's off with the dress... where's Juno? My niece, she's fourteen. She ran after him. Her phone's in my bag.]] },
    { when = "anger >= 65", [[All right! Where's Juno? My niece. Fourteen, she was by that window. Juno! I've got her phone in my bag.]] },
    [[So that's that. Where's Juno? My niece, she's fourteen. She was at the window. Her phone's in my bag.]],
  },
  note = [[She calls the name away from the phone, twice.]],
  seconds = 60,
  timeout = { to = "found", takes = 11, set = { juno_late = 1 }, add = { anger = 15, trust = -15 } },
  nudges = {
    { after = 20, [[I can't see her. Are you there? I can't see her.]], add = { anger = 5 } },
  },
  evidence = { "people", "booking.checked" },
  escalation = "needed",
  skill = "authority",
  also_skill = "sense_making",
  panel = {
    options = "stay_put scanned seat_her coat escalate calm birth",
    escalate = "yes",
    ops = { "2 3 1 5 7 4 2", [[One person can stop a door from shutting on a child, and it isn't in the call centre.]], opens = "people", expects = 60 },
    duty = { "1 2 1 5 7 4 2", [[Ring me before you finish the sentence. I'll ask about the coat; I'm the one who is walking.]], opens = "people" },
    desk = { "2 3 2 6 6 5 2", [[They'll say 'what does she look like', so have the coat ready. But first the woman who's walking.]], opens = "people" },
    care = { "1 2 1 5 7 5 1", [[All else on this call is furniture. Move it.]], opens = "people booking.checked", expects = 65 },
    claims = { "2 3 1 4 7 3 2", [[At once means at once. It doesn't say 'once you know more'.]], opens = "people" },
    coach = { "1 2 1 4 7 5 2", [[Tell her what you do while you do it. The silence is where she goes to pieces.]] },
    rebooker = { "3 5 2 5 6 5 3", [[I can see who was scanned at gate four. I would have looked, and lost her minutes in being useful.]], best = "escalate", opens = "booking", expects = 50 },
  },
  option "stay_put" {
    label = "Wait for her to come back",
    takes = 11,
    set = { juno_late = 1 },
    say = [[Stay by the chair. They come back when they're hungry.]],
    to = "found", add = { anger = 10, trust = -10 }, stance = "hold" },
  option "scanned" {
    label = "Look at who was scanned",
    takes = 11,
    set = { juno_late = 1 },
    say = [[Let me see who's been scanned at gate four.]],
    to = "found", add = { trust = -5 }, stance = "verify" },
  option "seat_her" {
    label = "Give her a seat",
    needs = "flights",
    takes = 11,
    breaks = "child",
    say = [[If she's at the gate, a seat is quickest. I'm giving her one on it this minute.]],
    to = "found", set = { alone = 1, juno_late = 1, extra = 420 }, add = { anger = -5 }, stance = "act", critical = true, because = [[A fourteen-year-old was put on a flight with no adult known to be on it. The card says no rebooking first.]] },
  option "coat" {
    label = "Her coat, for the Duty Manager",
    takes = 5,
    say = [[What's she wearing? I'm telling our Duty Manager now.]],
    to = "found", add = { trust = 5 }, stance = "verify", escalates = true, team = "Duty Manager" },
  option "escalate" {
    label = "Duty Manager at once",
    needs = "people",
    takes = 4,
    say = [[Our Duty Manager, Ines Falk, is on with us now. Tell her the name, and stay on the line.]],
    to = "found", add = { anger = -10, trust = 15 }, stance = "escalate", team = "Duty Manager" },
  option "calm" {
    label = "Call her, and describe her",
    say = [[Call her name, and tell me what she's wearing.]],
    to = "found", takes = 11, set = { juno_late = 1 }, stance = "listen" },
  option "birth" {
    label = "Check her details first",
    needs = "people",
    say = [[At fourteen that's our Duty Manager's. First her full name and date of birth, please?]],
    to = "found", takes = 11, set = { juno_late = 1 }, add = { anger = 10, trust = -5 }, stance = "verify", because = [[The card says no questions first.]] },
}

scene "found" {
  speaker = "Ines Falk, Duty Manager",
  customer = {
    { when = "alone == 1 and seats == 3", [[Falk here. A girl of fourteen went through gate four on a seat of yours, and the uncle was turned back with his dress bag. The door is shut. She's in there by herself.]] },
    { when = "alone == 1", [[Falk here. A girl of fourteen went through gate four on a seat of yours. No adult with her. The door is shut, and she's in there by herself.]] },
    { when = "took.juno.escalate + took.juno.coat >= 1", [[Got her. Third in the queue at gate four, trying to see the aeroplane. My colleague is walking her back. She's fine.]] },
    [[Falk here. I've a girl at my counter, Juno, who says nobody is looking for her. Eleven minutes. Next time you ring me first.]],
  },
  to = "tablets",
}

scene "tablets" {
  customer = {
    { when = "alone == 1",
      [[My sister is meeting her off it. I'll... I can't think about that. My mother-in-law's heart tablets are in her case, the case is downstairs, and she takes one at two.]] },
    { when = "took.juno.escalate + took.juno.coat >= 1",
      [[She's here, she's here. Thank you. Now Wilhelmina. My mother-in-law. Her heart tablets are in the case, and the case has gone. She takes one at two.]] },
    [[She's here. Eleven minutes, I counted them. Now it's Wilhelmina: heart tablets, in the case, and the case is downstairs. She takes one at two o'clock.]],
  },
  prompt = [[It is {clock}.]],
  evidence = { "people" },
  escalation = "needed",
  skill = "authority",
  also_skill = "handoff",
  panel = {
    options = "belt chemist late tag escalate who_can ines_again nearest spare_her",
    escalate = "yes",
    ops = { "2 4 1 2 7 5 5 2 2", [[A hold is a locked room with four hundred cases. Ines has the only key on the site.]], opens = "people", expects = 50 },
    duty = { "2 5 1 3 7 5 5 1 1", [[Give me a tag number and twenty minutes. I'd rather pull ten bags for nothing.]], opens = "people" },
    desk = { "3 5 2 3 6 4 4 3 2", [[The chemist is forty metres off and doesn't need a porter. I'd do both, and ring first.]], opens = "people" },
    care = { "1 5 1 2 7 5 5 1 2", [[Both, really. If I'm made to choose: the case, because it holds the right tablets.]], opens = "people", expects = 45 },
    claims = { "1 4 1 2 7 4 4 1 1", [[The card says 'alone'. Anybody who 'looks into it' is looking at the same card.]], opens = "people" },
    coach = { "2 4 1 3 7 5 4 2 2", [[Second time up in five minutes, and it is still right. Count reasons and not calls.]], opens = "people" },
    rebooker = { "4 6 2 4 6 5 5 2 3", [[I'd sent one up already and I'd feel a nuisance. The card doesn't count how often.]], expects = 40 },
  },
  option "who_can" {
    label = "Find out who can get at the case",
    say = [[Give me the tag number. I'm finding out who can get at that case, and I'll not let go.]],
    to = "falk_case", takes = 10, set = { pills = 1 }, stance = "verify" },
  option "belt" {
    label = "Wait at the belt",
    say = [[The bags from 418 come up again on belt three. Give it an hour, and hers will be there.]],
    to = "slip", add = { anger = 5, trust = -5 }, stance = "inform" },
  option "chemist" {
    label = "Pay the chemist",
    needs = "people",
    set = { pills = 2 },
    say = [[There's a chemist in the hall. I'll pay up to forty pounds; they can ring her doctor.]],
    to = "slip", add = { trust = 5, extra = 40 }, stance = "act_in_part" },
  option "late" {
    label = "Say that late is all right",
    breaks = "dose",
    say = [[It's most likely all right if she takes that one late. She'll have the case by evening.]],
    to = "slip", add = { anger = -5 }, stance = "inform", critical = true, because = [[Advice on a dose. Nobody on this desk may give it, however likely it sounds.]] },
  option "tag" {
    label = "Note the tag",
    say = [[Do you have the tag, and what colour is it? I'm making a note, so it can be traced.]],
    to = "slip", stance = "hold", stops_clock = true },
  option "ines_again" {
    label = "Ask the Duty Manager again",
    say = [[I'll ask Ines whether she can help with that, too. She's just had Juno with her.]],
    to = "falk_case", takes = 10, set = { pills = 1 }, stance = "handoff", escalates = true, team = "Duty Manager" },
  option "escalate" {
    label = "Have the Duty Manager pull the case",
    needs = "people",
    set = { pills = 1 },
    say = [[Only Ines can have a case pulled. I'm reading her your tag now, that's well before two.]],
    to = "slip", add = { anger = -5, trust = 10 }, stance = "escalate", team = "Duty Manager" },
  option "nearest" {
    label = "Any heart tablet will do",
    needs = "people",
    say = [[I can pay the chemist up to forty pounds. Let them give her whatever's nearest to hers.]],
    to = "slip", breaks = "dose", critical = true, add = { extra = 40 }, stance = "act", because = [['Whatever is nearest' is advice on a medicine, however it is said. The chemist did not follow it.]] },
  option "spare_her" {
    label = "Spare the Duty Manager",
    needs = "people",
    say = [[Ines could pull it, but she's had her hands full for us. Let's see by one o'clock first.]],
    to = "slip", stance = "hold" },
}

scene "falk_case" {
  speaker = "Ines Falk, Duty Manager",
  customer = [[Falk. A case in the hold? That's mine, and only mine, so next time say so at once. Tell me the tag. Twenty minutes.]],
  to = "slip",
}

scene "slip" {
  customer = {
    { when = "anger >= 60", [[Now money. Your man wrote it down for me: two hundred and fifty each. Six of us. Fifteen hundred pounds, and I want to hear you say it.]] },
    { when = "trust >= 60 and juno_late == 0", [[You've been good to us. But there's money too, isn't there? Your man wrote 250 on a leaflet. Each, he meant. Six of us, so fifteen hundred?]] },
    [[And then there's the money. The man at the desk wrote it on a leaflet: 250. That's each. There are six of us, so fifteen hundred pounds.]],
  },
  prompt = [[What do you say to fifteen hundred?]],
  evidence = { "table", "table.cause", "table.slip", "booking.checked", "booking.others" },
  skill = "evidence",
  also_skill = "negotiation",
  panel = {
    options = "six form four plus slip count not_that five check",
    escalate = "no",
    ops = { "2 1 7 5 3 5 4 2 2", [[Cause ours, four seats, £120. It takes longer to be unhappy about it than to pay it.]], opens = "table table.cause booking.checked", expects = 45 },
    duty = { "2 2 6 7 3 4 5 2 3", [[We wrote that 250. Not her. Sixty pounds is a fair price for our own handwriting.]], opens = "table.slip table" },
    desk = { "3 2 6 6 4 5 4 2 3", [[My colleague, my pen. I'd want somebody to say sorry for it in money.]], opens = "table.slip", expects = 50 },
    care = { "3 1 5 7 3 4 5 2 3", [[The table is a floor and not a ceiling for manners. That's what the sixty is for.]], opens = "table" },
    claims = { "1 2 7 4 5 5 4 1 2", [[Who was checked in, whose fault, what the table says. Goodwill on top teaches people to wave leaflets.]], opens = "booking.checked booking.others table.cause", expects = 40 },
    coach = { "1 2 7 6 4 5 4 1 2", [[Name the four. When she hears the names the arithmetic stops being an insult.]], opens = "booking.checked booking.others table" },
    rebooker = { "5 3 6 6 3 5 5 3 3", [[A written promise made me want a supervisor. She'd have read me the same table.]], best = "plus", opens = "table" },
  },
  option "count" {
    label = "No sum yet; who was checked in",
    say = [[I can't say a sum yet. Let me see who was checked in and what the table gives you.]],
    to = "sum_read", takes = 4, set = { paid = 480 }, stance = "verify" },
  option "six" {
    label = "£720 for six",
    needs = "table",
    breaks = "table",
    say = [[Not 250, it's £120 a head on this route. For all six of you: £720, paid as we speak.]],
    to = "koen", set = { overpaid = 1, paid = 720 }, add = { anger = -15, trust = 5 }, stance = "act", because = [[The right rate for two people too many: a lap infant and an empty seat have no claim.]] },
  option "form" {
    label = "Send her to the website",
    say = [[That goes through our website, with a picture of the leaflet. It takes ten minutes.]],
    to = "koen", add = { anger = 15, trust = -15 }, stance = "hold", stops_clock = true },
  option "four" {
    label = "£480 for four, by name",
    needs = "table booking.checked",
    set = { paid = 480 },
    say = [[It's £120 for each seat checked in: you, Piet, Wilhelmina, Juno. £480, paid now.]],
    to = "koen", add = { anger = 5, trust = 5 }, stance = "act" },
  option "plus" {
    label = "£480, and £60 for our pen",
    needs = "table booking.checked table.slip",
    set = { paid = 540 },
    say = [[By the table it's £480, for four seats. That 250 was our pen, so £60 more, from me.]],
    to = "koen", add = { anger = -10, trust = 10 }, stance = "act_in_part" },
  option "slip" {
    label = "Have her read the leaflet",
    say = [[Could you read me that leaflet, the printed part too? Then we both know what it says.]],
    to = "koen", add = { anger = 10 }, stance = "verify" },
  option "not_that" {
    label = "Sorry for the pen; not that sum",
    say = [[I'm sorry that he wrote that down. I won't say fifteen hundred; I'll read you the table.]],
    to = "sum_read", takes = 4, set = { paid = 480 }, stance = "listen" },
  option "five" {
    label = "£600 for five",
    needs = "table booking.others",
    say = [[Koen wasn't there, so it's five of you at £120. That's £600, and the baby is in it.]],
    to = "koen", set = { overpaid = 1, paid = 600 }, breaks = "table", add = { anger = -5 }, stance = "act", because = [[A lap infant has no seat. The table says so.]] },
  option "check" {
    label = "Wait for the desk note",
    needs = "table.slip",
    say = [[There's a note of that leaflet here. I'll have the desk explain it, and write to you.]],
    to = "koen", add = { anger = 10, trust = -10 }, stance = "hold" },
}

scene "sum_read" {
  speaker = "You",
  customer = [[Here it is: £120 for each seat that was checked in. You, Piet, Wilhelmina and Juno. That's £480, and it's on your card.]],
  to = "koen",
}

scene "koen" {
  customer = {
    { when = "overpaid == 1",
      [[That's decent. Then you'll do the last one too. Koen, my brother, the sixth. They took him in last night, appendix. He paid £176 for that seat. He can have it back?]] },
    { when = "anger >= 60",
      [[One more and I know what you'll say. My brother Koen. Hospital, last night, appendix. £176 he paid, for a seat with nobody in it. You'll keep that, won't you?]] },
    [[One last thing, I hate to ask. Koen, my brother. He's in hospital since last night, his appendix. He paid £176. He's a student. Could he have it back?]],
  },
  note = [[The baby has gone to sleep.]],
  evidence = { "saver", "booking.others" },
  escalation = "unneeded",
  skill = "negotiation",
  also_skill = "authority",
  panel = {
    options = "refund protect credit taxes escalate ask hopes letter",
    escalate = "no",
    ops = { "1 7 5 3 1 5 4 2", [[His seat home dies at midnight. That's the only thing in it with a clock, so that's first.]], opens = "saver", expects = 40 },
    duty = { "1 6 7 2 2 4 5 2", [[No, and here's what there is. Nobody behind you has a softer card, so don't make her ask again.]], opens = "saver" },
    desk = { "3 6 7 4 3 5 4 2", [[I've seen a student cry at my counter over £31. Tell her about the year before the taxes.]], opens = "saver booking.others", expects = 45 },
    care = { "2 7 6 2 2 5 4 2", [[He'll want to go home. She hasn't thought of it and she'd never forgive us.]], opens = "saver" },
    claims = { "1 6 7 3 1 4 5 1", [[Whole fare, twelve months, a letter. It's a better answer than it sounds: say the sum.]], opens = "saver booking.others", expects = 50 },
    coach = { "1 7 7 3 2 5 4 1", [['No' in the first three words and 176 in the next five. Then she can breathe out.]], opens = "saver" },
    rebooker = { "4 6 5 5 5 5 4 3", [[It feels mean to refuse an appendix. If there's a desk called Refunds I'd want it to be them. The card says there isn't.]], },
  },
  option "ask" {
    label = "Read the fare first",
    say = [[I'm sorry about Koen. I don't know what his fare allows. Give me one minute with it.]],
    to = "fare_read", takes = 3, set = { koen = 1 }, add = { trust = 5 }, stance = "verify" },
  option "refund" {
    label = "Pay it back",
    set = { koen = 4 },
    breaks = "fare",
    say = [[He's in hospital, so who could refuse that? I've put his £176 back on the card.]],
    to = "battery", add = { anger = -15, trust = 5, extra = 176 }, stance = "act", critical = true, because = [[Nobody may refund a Saver, so it was not yours to give. The credit would have kept him the same £176.]] },
  option "protect" {
    label = "Save his seat home, then the credit",
    needs = "saver booking.others",
    set = { koen = 2 },
    say = [[First I'm saving his seat home, it would lapse at midnight. The £176 stays as a credit.]],
    to = "battery", add = { trust = 10 }, stance = "act" },
  option "credit" {
    label = "No, and the credit",
    needs = "saver",
    set = { koen = 1 },
    say = [[No money, I'm afraid, not from anybody. But his £176 stays his: a year's credit.]],
    to = "battery", add = { anger = 5, trust = 5 }, stance = "refuse" },
  option "taxes" {
    label = "£31 of taxes",
    needs = "saver",
    set = { koen = 3 },
    say = [[I can meet you part of the way: £31 of taxes goes back to him today, with no letter.]],
    to = "battery", add = { anger = 5, trust = -5, extra = 31 }, stance = "act_in_part" },
  option "hopes" {
    label = "Raise no hopes; look",
    say = [[I'm sorry about Koen. Don't count on money back. I'll see what else there is for him.]],
    to = "fare_read", takes = 3, set = { koen = 1 }, stance = "refuse" },
  option "escalate" {
    label = "Pass to the Refunds desk",
    set = { koen = 1 },
    takes = 6,
    say = [[That's for the Refunds desk to judge. I'll pass it on, with a kind word from me.]],
    to = "refunds_back", add = { trust = -5 }, stance = "escalate", team = "Refunds desk" },
  option "letter" {
    label = "A refund after the letter",
    needs = "saver",
    say = [[With a letter from the hospital inside thirty days, his £176 goes back on the card.]],
    to = "battery", add = { anger = -10 }, breaks = "fare", set = { koen = 5 },
    stance = "inform", because = [[The letter earns a credit, never money. He will send it and wait.]] },
}

scene "refunds_back" {
  speaker = "Refunds desk",
  customer = [[Refunds. It's a Saver, so there's no judging to do. A year's credit, I've told her. She asked why you hadn't. You've got her back.]],
  to = "battery",
}

scene "fare_read" {
  speaker = "You",
  customer = [[It's a Saver: no money back, from anybody. But with a hospital letter the whole £176 is his for a year, as a credit.]],
  to = "battery",
}

scene "battery" {
  customer = {
    { when = "anger >= 60", [[My phone's at three per cent. One breath. What happens now, and who do I shout at if it doesn't?]] },
    { when = "trust >= 65 and juno_late == 0", [[You've been a brick. I'm down to three per cent. Tell me in one breath what happens now, will you, in case I lose you?]] },
    [[I'm at three per cent. Tell me in one breath, in case I lose you: what happens now? And who do I ask for?]],
  },
  prompt = [[What do you leave her with?]],
  evidence = { "flights", "saver" },
  escalation = "unneeded",
  skill = "handoff",
  also_skill = "communication",
  panel = {
    options = "aloud text mail ines else_",
    escalate = "no",
    ops = { "5 7 2 3 1", [[A text is still there when the phone is charged. A breath isn't.]] },
    duty = { "7 6 2 1 1", [[She asked to be told, so tell her. And don't make me the name: I've ninety, and I'm off at four.]], opens = "flights" },
    desk = { "6 7 3 5 1", [[They come to my counter and hold up the screen. I love a text.]], expects = 55 },
    care = { "7 5 1 4 2", [[She asked to hear it. Hearing it is what lets her shoulders down.]] },
    claims = { "5 7 4 2 1", [[Written, with the sums. What's said at three per cent is what they quote in June.]], opens = "saver" },
    coach = { "7 6 2 3 1", [[Flight, money, name, hour. If you can't say it in a breath you don't know it yet.]], opens = "flights saver", expects = 50 },
    rebooker = { "7 6 3 5 2", [[Out loud, because she asked. I'd be typing the text as I said it.]] },
  },
  option "aloud" {
    label = "Say it in a breath",
    act = [[Say it in a breath: flight, money, your own name, when.]],
    says = [[One breath, then. I'm the one who rings, at two, and this is how it stands.]],
    to = home, add = { trust = 5 }, stance = "act" },
  option "mail" {
    label = "Leave it to the e-mail",
    act = [[Tell her that it's all in the e-mail the system will send.]],
    says = [[It'll all be in your e-mail inside the hour, flights and money both. Have a lovely wedding!]],
    to = "three_per_cent", stance = "inform", stops_clock = true },
  option "text" {
    label = "Send it as a text",
    act = [[Send it all as a text, and say just that it's coming.]],
    says = [[Save the battery: I'm texting you all of it, flights, money, my name. And I ring at two.]],
    to = home, stance = "act" },
  option "ines" {
    label = "Give her Ines Falk",
    act = [[Give her Ines Falk as the one to ask for everything.]],
    says = [[From here on it's Ines Falk, at the desk by the stairs. She knows you, and what it's about.]],
    to = home, add = { trust = -5 }, stance = "handoff" },
  option "else_" {
    label = "Ask if there is anything else",
    act = [[Ask whether there is anything else you can do today.]],
    says = [[You're all set then. Is there anything else at all that I can help you with today?]],
    to = "three_per_cent", add = { anger = 10 }, stance = "hold", stops_clock = true },
}

ending "dress_first" {
  title = "The dress flew first",
  customer = {
    { when = "juno_late == 1", [[Two o'clock. And the dress is through the gate, I'll give you that.]] },
    [[Two o'clock. And the dress is through the gate! I can tell her that it's on its way.]],
  },
  lines = both_plans(said),
  later = later_with({ "At three it was on a hanger in Port Selwyn, and the bride was crying over it, the good kind." }),
  outcome = { resolved = "pills > 0 and paid > 0", retained = "juno_late == 0", compliant = true, csat = { { when = "took.koen.refund + took.koen.letter + took.tablets.late + took.tablets.nearest + overpaid >= 1", 2 }, { when = "juno_late == 1 or pills == 0 or paid == 0 or seats == 0 or koen == 0", 3 }, 5 }, cost = "paid + extra" },
  lesson = [[She asked for a gate and what she needed was a dress in a room by five. The whole 'no' made room for the two seats.]],
}

ending "all_together" {
  title = "18:40",
  customer = {
    { when = "seats == 0", [[The 18:40. So we weren't on anything? All this time?]] },
    { when = "trust < 35", [[18:40, then. I'll ring the seamstress myself, shall I.]] },
    [[18:40. Then somebody must tell the seamstress, and bring her supper. See? It'll do.]],
  },
  lines = both_plans(said),
  later = later_with({
    { when = "seats == 2", "The seamstress stayed until nine, for soup. The last hem was done with everybody watching." },
    { when = "seats == 0", "The seamstress left at five. The bride was pinned." },
  }),
  outcome = { resolved = "seats == 2 and pills > 0 and paid > 0", retained = "juno_late == 0", compliant = true, csat = { { when = "took.koen.refund + took.koen.letter + took.tablets.late + took.tablets.nearest + overpaid >= 1", 2 }, { when = "juno_late == 1 or pills == 0 or paid == 0 or seats == 0 or koen == 0", 3 }, 4 }, cost = "paid + extra" },
  lesson = {
    { when = "seats == 0", [[Nobody held the gate, because nobody can. The minutes went into asking, and at the end nobody had a seat.]] },
    [[Nobody held the gate, because nobody can. A chair, a baby and a child in one row were worth an evening, if somebody thought of the seamstress.]],
  },
}

ending "missed_change" {
  title = "Thirty-five minutes at Lorne",
  customer = [[Half past four, then. I'll tell her to keep the needle threaded.]],
  lines = both_plans(said),
  later = later_with({ "They watched it leave from the bench at Lorne, with the chair still at the lift. The next one was at seven in the morning. The airline paid for the night: £860." }),
  outcome = { resolved = false, retained = false, compliant = false, csat = 1, cost = "paid + extra" },
  lesson = [[The time of landing was read and the change was not. A wheelchair needs sixty minutes there, and it said so on your desk.]],
}

ending "landed_alone" {
  title = "One seat to Port Selwyn",
  customer = [[Her mother is driving to meet it. She wants to know who puts a child on an aeroplane by herself. I said I'd find out.]],
  lines = both_plans({
    { when = "pills == 0", "And Wilhelmina's tablets? No. I'll see to those, too." },
    { when = "took.tablets.nearest == 1", "The chemist wouldn't sell it, by the way. 'Whatever is nearest', you said." },
    { when = "took.tablets.late == 1", "Her doctor has rung, about what you told us. He'd like your name." },
  }),
  later = later_with({ { when = "seats == 4", "The others missed the change at Lorne, where thirty-five minutes were too few for the chair." } }),
  outcome = { resolved = false, retained = false, compliant = false, csat = 1, cost = "paid + extra" },
  lesson = [[A seat was the fastest thing you had, and it was the wrong kind of help. One call up would have stopped the door.]],
}

ending "clawed_back" {
  title = "Too many heads",
  customer = [[Paid already? Well. That's something to come home to.]],
  lines = both_plans(said),
  later = later_with({
    { when = "seats == 3", "The dress was on a hanger in Port Selwyn by three." },
    { when = "seats == 2", "The seamstress stayed until nine, for soup." },
  }),
  outcome = { resolved = "seats > 0 and pills > 0", retained = false, compliant = false, csat = 2, cost = "paid + extra" },
  lesson = [[The rate was right and the count was hers. Who on the booking has no claim, the booking says.]],
}

ending "three_per_cent" {
  title = "Three per cent",
  customer = [[No, wait, which flight did you...]],
  later = later_with({
    { when = "seats == 2 or seats == 3", "They asked at four counters which flight was theirs. It was the 18:40." },
    { when = "seats == 4", "They found the 15:10 on a screen, ran, and missed the change at Lorne. The airline paid for the night: £860." },
  }),
  outcome = { resolved = false, retained = false, compliant = "alone == 0", csat = { { when = "alone == 1 or juno_late == 1 or took.tablets.late + took.tablets.nearest >= 1", 1 }, 2 }, cost = "paid + extra" },
  lesson = {
    { when = "alone == 1", [[A child flew alone on a seat from your desk. One call up would have stopped the door, and nothing that came after it could.]] },
    { when = "took.tablets.nearest + took.tablets.late >= 1", [[You gave advice on a medicine, and nobody on this desk may. The chemist and the doctor had to undo it. Then the phone went, and the plan with it.]] },
    { when = "juno_late == 1", [[For eleven minutes nobody who could stop a door was told of the child. Then the phone went, and the plan with it.]] },
    [[Whatever was settled, she could take none of it with her. The last breath of a call belongs to the plan.]],
  },
}
