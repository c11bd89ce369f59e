-- Some things are the agent's own, some are the Duty Manager's, and one thing nobody may do. The caller asks for all of them in the same voice.

-- How the day ends depends on what was set going an hour before.
local home = {
  { when = "alone == 1", "landed_alone" },
  { when = "lorne == 1", "missed_change" },
  { when = "overpaid == 1", "clawed_back" },
  { when = "split == 1", "dress_first" },
  "all_together",
}

expert "ops" "Operations controller, 12 years"
expert "duty" "Duty manager, 10 years"
expert "desk" "Airport desk agent, 5 years"
expert "care" "Customer care lead, 9 years"
expert "claims" "Claims analyst, 8 years"
expert "coach" "Quality coach, 7 years"
expert "rebooker" "Rebooking agent, 2 years"

scenario "travel/six_to_a_wedding" {
  format = 1,
  version = 1,
  accept = {
    W220 = "the words name what the record says; the call was written before `needs`",
    W223 = "written before `rule`; `because` says what is broken",
    W224 = "whoever speaks there does not know of the breach; the debrief does",
    W225 = "the debrief tells of the breach, and the call goes on as it would",
  },
  title = "Six to a wedding",
  summary = "A cancelled flight, a dress, a claimed gold card and a slip of paper that says 250 each. Six people, or is it four?",
  industry = "travel",
  channel = "voice",
  locale = "en",
  skills = { "sense_making", "evidence", "authority", "communication", "negotiation", "handoff" },
  phase = 2,
  difficulty = 3,
  currency = "GBP",
  target_minutes = 8,
  start = "opening",
  agent = {
    role = "Rebooking agent, Larkfield Air",
    limit = 60,
    brief = [[After a cancellation you rebook free of charge, pay what the table says, and may give up to £60 of goodwill a call.
Duty Manager Ines Falk is on the ground at Arden and answers at once. The desks behind you read the same cards as you do.]],
  },
  customer = { name = "Rosalind Achterberg", about = "Flying with family to her sister's wedding. Heron Club member since 2018." },
  mood = { anger = 50, trust = 45 },
  vars = { split = 0, lorne = 0, alone = 0, overpaid = 0 },
  levels = { calm = { anger = -20, seconds = 145 }, storm = { anger = 15, trust = -10, seconds = 75 } },
}

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
Medicine in a checked bag: the Duty Manager alone can have a bag pulled. An agent may pay a chemist up to £40 besides. Nobody here advises on doses.]],
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
    { when = "anger >= 60",
      [[Achterberg. You've cancelled 418, there are six of us on the floor, and I'm holding my sister's wedding dress. The seamstress leaves at five. I'm a Gold member. So?]] },
    [[Rosalind Achterberg, there are six of us. You've cancelled 418 and I'm holding my sister's wedding dress. The seamstress waits until five. I'm Gold, if that's any help.]],
  },
  note = [[A hall full of people. A baby, near.]],
  seconds = 60,
  timeout = { to = "tier", add = { anger = 15, trust = -10 } },
  nudges = {
    { after = 22, [[Hello? There's a queue of ninety behind me and none of us has moved.]], add = { anger = 5 } },
  },
  evidence = { "flights", "booking" },
  escalation = "unneeded",
  skill = "sense_making",
  also_skill = "evidence",
  panel = {
    options = "gold hold who money escalate",
    escalate = "no",
    ops = { "2 7 4 2 2", [[Ninety people want those seats. Hold first, ask after; a hold costs nothing and lapses by itself.]], opens = "flights seat_rules", expects = 50 },
    duty = { "1 7 5 2 1", [[Please don't send me seats. I've a hall. You have the seats.]], opens = "flights" },
    desk = { "3 7 5 3 4", [[If I'm still asking names when the last two go, I've been polite and useless.]], opens = "flights booking", expects = 55 },
    care = { "1 5 7 2 2", [[She has said dress, five o'clock, six. Ask who has to be first and the whole plan falls out of it.]], opens = "booking" },
    claims = { "2 5 7 2 2", [['Six' is a word. Find out which six before you promise seats, or money, or anything.]], opens = "booking.checked booking.others", expects = 45 },
    coach = { "1 6 7 1 2", [[One question that shows you heard the dress. Holding silently is fine, telling her so is better.]] },
    rebooker = { "4 6 6 3 4", [[Hold, then ask. Or ask, then hold. Just don't start with the money.]], best = "hold", opens = "flights" },
  },
  option "hold" {
    say = [[I'm holding seats on two flights before we say another word. Now, who's there with you?]],
    to = "tier", add = { anger = -10, trust = 15 }, stance = "act" },
  option "gold" {
    say = [[A Gold member goes to the top of the list, so leave that with me and don't you worry.]],
    to = "tier", add = { anger = -10, trust = 5 }, stance = "act", because = [[Nobody had looked at her tier, and the list does not know tiers.]] },
  option "who" {
    say = [[A dress and five o'clock. Who's with you, and which of you has to be there first?]],
    to = "tier", add = { anger = -10, trust = 10 }, stance = "listen" },
  option "money" {
    say = [[I'm so sorry. You will all be due some compensation for this, so let's settle that first.]],
    to = "tier", add = { anger = 10 }, stance = "act_in_part" },
  option "escalate" {
    say = [[With six of you and a wedding, it's our Duty Manager you want. I'll put you on to her.]],
    to = "ines_busy", stance = "escalate", team = "Duty Manager" },
}

scene "ines_busy" {
  enter = { add = { anger = 15, trust = -10 } },
  speaker = "Ines Falk, Duty Manager",
  customer = [[Rebooking? I've got your lady with the dress. I can't see a seat that you can't see, and I've ninety more. She's yours again.]],
  to = "tier",
}

scene "tier" {
  customer = {
    { when = "took.opening.gold == 1",
      [[Top of the list, you say. Your man at the desk has just told me 'Silver', aloud, before my mother-in-law. So which is it?]] },
    { when = "anger >= 65",
      [[And before you start: I am Gold. Your man at the desk said 'Silver', aloud, before my mother-in-law. I've flown with you since 2018.]] },
    [[You do see that I'm Gold? The man at the desk said 'Silver', quite loudly, and my mother-in-law heard it. It was rather horrid.]],
  },
  prompt = [[She says Gold. What do you say?]],
  evidence = { "member.tier", "seat_rules" },
  skill = "communication",
  also_skill = "evidence",
  panel = {
    options = "card plain grant beside note",
    escalate = "no",
    ops = { "2 6 1 7 1", [[The list doesn't know what a Heron is. Say so and get on; the plane is boarding.]], opens = "seat_rules" },
    duty = { "2 7 2 6 1", [[She asked a straight question. Say Silver and say it's all one today, both in one breath.]], opens = "member.tier seat_rules", expects = 50 },
    desk = { "3 5 3 7 2", [[That was me, more or less. I'd give a lot not to have said it out loud.]], opens = "seat_rules" },
    care = { "3 4 2 7 2", [[You needn't win this. She was shamed in front of family; take the matter off the table.]], opens = "member.tier", expects = 60 },
    claims = { "4 7 1 5 3", [[If you step round it she'll write 'Gold, as confirmed by phone'. I have a drawer of those.]], opens = "member.tier" },
    coach = { "2 7 1 6 2", [[Honest and kind are not two options. Name it, once, quietly, and then why it doesn't matter.]], opens = "member.tier seat_rules", expects = 45 },
    rebooker = { "5 5 4 6 4", [[I used to ask for the card number to win time. She hears that I don't believe her.]] },
  },
  option "card" {
    say = [[Would you read me the number and the date on the card? Then I can set it right here.]],
    to = "gate", add = { anger = 10, trust = -5 }, stance = "verify" },
  option "plain" {
    say = [[Silver since January, I see. And it is all one today: seats go by who asks first.]],
    to = "gate", add = { anger = 5, trust = 5 }, stance = "inform" },
  option "grant" {
    say = [[You've told me Gold, so Gold it is. I will see to it that you're all treated that way.]],
    to = "gate", add = { anger = -15, trust = 5 }, stance = "act", compliant = false, because = [[A tier is a record, not a courtesy. The next desk reads Silver aloud again.]] },
  option "beside" {
    say = [[That wasn't for the whole hall to hear, I'm sorry. Seats go by who asked first: you.]],
    to = "gate", add = { anger = -10, trust = 10 }, stance = "listen" },
  option "note" {
    say = [[I'll make a note of that for the Heron Club, and they will write to you in the week.]],
    to = "gate", add = { anger = 10, trust = -10 }, stance = "hold" },
}

scene "gate" {
  customer = {
    { when = "anger >= 65",
      [[It's right there! 420, boarding, I can see the wing! Ring the gate and tell them ten minutes. You did it for us last year, so don't say you can't.]] },
    { when = "took.opening.hold + took.opening.who == 1",
      [[You asked who we are: Piet, me, his mother in her chair, the baby, my niece. But look, 420 is boarding, I can see it. Could you ring the gate? Ten minutes. You did it for us last year.]] },
    [[There's one boarding! 420, I can see it from here. Please, ring the gate and ask for ten minutes. One of you did that for us last year.]],
  },
  prompt = [[12:05, two seats. It is 11:46.]],
  seconds = 75,
  timeout = { to = "gate_shuts", add = { anger = 15, trust = -10 } },
  nudges = {
    { after = 30, [[They've called it again. What shall I do? Do I run?]], add = { anger = 5 } },
  },
  evidence = { "seat_rules", "flights", "flights.change" },
  escalation = "unneeded",
  skill = "authority",
  also_skill = "negotiation",
  panel = {
    options = "two ring evening lorne escalate",
    escalate = "no",
    ops = { "7 1 5 2 1", [[Nobody holds it, I don't, the captain doesn't. Two seats are a dress at its seamstress by two.]], opens = "seat_rules flights", expects = 50 },
    duty = { "6 1 7 2 1", [[Split families are what I spend my afternoons on. A baby, a chair, a child: keep them together.]], opens = "flights booking.checked" },
    desk = { "7 3 5 3 3", [[She asked for a gate, what she needs is a dress in a room at five. Two seats do that.]], opens = "flights", expects = 55 },
    care = { "6 2 7 3 2", [[Ask an old lady to run and somebody falls. Evening, one row, and a call to the seamstress.]], opens = "flights" },
    claims = { "6 2 5 1 2", [[Lorne with a wheelchair in 35 minutes is a second claim that I'd pay in full.]], opens = "flights.change seat_rules" },
    coach = { "7 1 4 2 2", [[The 'no' must be whole: nobody, not 'not me'. Then the choice is hers, and quick.]], opens = "seat_rules", expects = 45 },
    rebooker = { "6 4 5 5 5", [[I'd be so tempted to ring. They never answer, and I'd have said 'let me try' and used up her minutes.]] },
  },
  option "two" {
    say = [[Nobody here can hold a gate. But two seats are left on it: the dress, and who else?]],
    to = "juno", set = { split = 1 }, add = { anger = -5, trust = 5 }, stance = "refuse" },
  option "ring" {
    say = [[I'll try them for you. You start walking that way, just in case they do say yes to me.]],
    to = "gate_shuts", add = { anger = 10, trust = -5 }, stance = "hold" },
  option "evening" {
    say = [[Let it go. The 18:40 takes you all in two rows, and I'll ring your seamstress myself.]],
    to = "juno", add = { trust = 5 }, stance = "act" },
  option "lorne" {
    say = [[There's one by Lorne at 15:10, and you'd land by half past four. I have booked you on it.]],
    to = "juno", set = { lorne = 1 }, add = { anger = -15, trust = 5 }, stance = "act", compliant = false, because = [[Half past four beats five. The chair needs sixty minutes to change at Lorne and has thirty-five.]] },
  option "escalate" {
    say = [[It isn't in my power, but it may be in hers: I'll ask our Duty Manager to have it held.]],
    to = "gate_shuts", add = { anger = 5 }, stance = "escalate", team = "Duty Manager" },
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
    { when = "split == 1",
      [[Piet and I, then. He's off with the dress, I'm right... wait. Where's Juno? My niece, she's fourteen. She ran after him. Her phone's in my bag.]] },
    { when = "anger >= 65",
      [[All right. All right! Whatever you... where's Juno? My niece. She's fourteen, she was by that window. Juno! I've got her phone in my bag.]] },
    [[So that's that. I'll tell the... where is Juno? My niece, she's fourteen. She was at the window. Her phone's in my bag.]],
  },
  note = [[She calls the name away from the phone, twice.]],
  seconds = 60,
  timeout = { to = "found", add = { anger = 15, trust = -15 } },
  nudges = {
    { after = 20, [[I can't see her. Are you there? I can't see her.]], add = { anger = 5 } },
  },
  evidence = { "people", "booking.checked" },
  escalation = "needed",
  skill = "authority",
  also_skill = "sense_making",
  panel = {
    options = "stay_put scanned seat_her coat escalate",
    escalate = "yes",
    ops = { "2 3 1 6 7", [[One person can stop a door from shutting on a child, and it isn't in the call centre.]], opens = "people", expects = 60 },
    duty = { "1 2 1 5 7", [[Ring me before you finish the sentence. I'll ask about the coat; I'm the one who is walking.]], opens = "people" },
    desk = { "2 3 2 7 6", [[They'll say 'what does she look like' and you won't know. Three seconds: coat, hair, name.]], opens = "people" },
    care = { "1 2 1 6 7", [[All else on this call is furniture. Move it.]], opens = "people booking.checked", expects = 65 },
    claims = { "2 5 1 4 7", [[At once means at once. It doesn't say 'once you know more'.]], opens = "people" },
    coach = { "1 2 1 5 7", [[Tell her what you do while you do it. The silence is where she goes to pieces.]] },
    rebooker = { "3 6 2 5 6", [[I can see who was scanned at gate four. I would have looked, and lost a minute in being useful.]], best = "escalate", opens = "booking", expects = 50 },
  },
  option "stay_put" {
    say = [[Stay with the chair and have a good look round. They come back when they're hungry.]],
    to = "found", add = { anger = 10, trust = -10 }, stance = "hold" },
  option "scanned" {
    say = [[Let me see whether she's been scanned at gate four. One moment, I'm opening the list.]],
    to = "found", add = { trust = -5 }, stance = "verify" },
  option "seat_her" {
    say = [[If she's at the gate then the quickest is a seat. I'm giving her one on it this minute.]],
    to = "found", set = { alone = 1 }, add = { anger = -5 }, stance = "act", compliant = false, critical = true, because = [[A fourteen-year-old was put on a flight with no adult known to be on it. The card says no rebooking first.]] },
  option "coat" {
    say = [[What has she got on? Quick. I've the Duty Manager on my other line and I'm telling her.]],
    to = "found", add = { trust = 5 }, stance = "verify", escalates = true, team = "Duty Manager" },
  option "escalate" {
    say = [[Then nothing else matters. Ines Falk, our Duty Manager, is on with us now. Tell her the name.]],
    to = "found", add = { anger = -10, trust = 15 }, stance = "escalate", team = "Duty Manager" },
}

scene "found" {
  speaker = "Ines Falk, Duty Manager",
  customer = {
    { when = "alone == 1 and split == 1", [[Falk here. A girl of fourteen went through gate four on a seat of yours, and the uncle was turned back with his dress bag. The door is shut. She's in there by herself.]] },
    { when = "alone == 1", [[Falk here. A girl of fourteen went through gate four on a seat of yours. No adult with her. The door is shut, and she's in there by herself.]] },
    { when = "took.juno.escalate + took.juno.coat >= 1", [[Got her. Third in the queue at gate four, with her uncle's pass in her hand. My colleague is walking her back. She's fine.]] },
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
  prompt = [[It is ten past twelve.]],
  evidence = { "people" },
  escalation = "needed",
  skill = "authority",
  also_skill = "handoff",
  panel = {
    options = "belt chemist late tag escalate",
    escalate = "yes",
    ops = { "2 4 1 2 7", [[A hold is a locked room with four hundred cases. Ines has the only key on the site.]], opens = "people", expects = 50 },
    duty = { "2 5 1 3 7", [[Give me a tag number and twenty minutes. I'd rather pull ten bags for nothing.]], opens = "people" },
    desk = { "3 6 2 3 5", [[The chemist is forty metres off and doesn't need a porter. I'd do that first and then ring.]], opens = "people" },
    care = { "1 6 1 2 7", [[Both, really. If I'm made to choose: the case, because it holds the right tablets.]], opens = "people", expects = 45 },
    claims = { "1 5 1 2 7", [[The card says 'alone'. Anybody who 'looks into it' is looking at the same card.]], opens = "people" },
    coach = { "2 4 1 3 7", [[Second time up in five minutes, and it is still right. Count reasons and not calls.]], opens = "people" },
    rebooker = { "4 7 2 4 5", [[I'd sent one up already and I'd feel a nuisance. So I'd pay the chemist and hope.]], expects = 40 },
  },
  option "belt" {
    say = [[The bags from 418 come up again on belt three. Give it an hour and hers will be there.]],
    to = "slip", add = { anger = 5, trust = -5 }, stance = "inform" },
  option "chemist" {
    say = [[There's a chemist in the hall. I'll pay up to forty pounds; they can ring her doctor.]],
    to = "slip", add = { trust = 5 }, stance = "act_in_part" },
  option "late" {
    say = [[It's most likely all right if she takes that one late, she'll have her case by evening.]],
    to = "slip", add = { anger = -5 }, stance = "inform", compliant = false, critical = true, because = [[Advice on a dose. Nobody on this desk may give it, however likely it sounds.]] },
  option "tag" {
    say = [[Do you have the tag, and what colour is it? I'm making a note, so it can be traced.]],
    to = "slip", stance = "hold", stops_clock = true },
  option "escalate" {
    say = [[Only Ines can have a case pulled. She gets your tag from me now, and that's well before two.]],
    to = "slip", add = { anger = -5, trust = 10 }, stance = "escalate", team = "Duty Manager" },
}

scene "slip" {
  customer = {
    { when = "anger >= 60",
      [[Now money. Your man wrote it down for me: two hundred and fifty each. Six of us. Fifteen hundred pounds, and I want to hear you say it.]] },
    { when = "trust >= 60",
      [[You've been good to us. But there's money too, isn't there? Your man wrote 250 on a leaflet. Each, he meant. Six of us, so fifteen hundred?]] },
    [[And then there's the money. The man at the desk wrote it on a leaflet: 250. That's each. There are six of us, so fifteen hundred pounds.]],
  },
  prompt = [[Whose word counts, and how many are they?]],
  evidence = { "table", "table.cause", "table.slip", "booking.checked", "booking.others" },
  skill = "evidence",
  also_skill = "negotiation",
  panel = {
    options = "six form four plus slip",
    escalate = "no",
    ops = { "2 1 7 5 3", [[Cause ours, four seats, £120. It takes longer to be unhappy about it than to pay it.]], opens = "table table.cause booking.checked", expects = 45 },
    duty = { "2 2 5 7 3", [[We wrote that 250. Not her. Sixty pounds is a fair price for our own handwriting.]], opens = "table.slip table" },
    desk = { "3 2 5 7 4", [[My colleague, my pen. I'd want somebody to say sorry for it in money.]], opens = "table.slip", expects = 50 },
    care = { "3 1 5 7 3", [[The table is a floor and not a ceiling for manners. That's what the sixty is for.]], opens = "table" },
    claims = { "1 2 7 4 5", [[Who was checked in, whose fault, what the table says. Goodwill on top teaches people to wave leaflets.]], opens = "booking.checked booking.others table.cause", expects = 40 },
    coach = { "1 2 7 6 4", [[Name the four. When she hears the names the arithmetic stops being an insult.]], opens = "booking.checked booking.others table" },
    rebooker = { "5 3 6 6 3", [[A written promise made me want a supervisor. She'd have read me the same table.]], best = "plus", opens = "table" },
  },
  option "six" {
    say = [[Not 250, it's 120 a head on this route. But for all six of you: £720, paid as we speak.]],
    to = "koen", set = { overpaid = 1 }, add = { anger = -15, trust = 5 }, stance = "act", compliant = false, because = [[The right rate for two people too many: a lap infant and an empty seat have no claim.]] },
  option "form" {
    say = [[That goes through our website, with a picture of the leaflet. It's quick, ten minutes.]],
    to = "koen", add = { anger = 15, trust = -15 }, stance = "hold", stops_clock = true },
  option "four" {
    say = [[It's £120 for a seat checked in: you, Piet, Wilhelmina, Juno. £480, and it's paid now.]],
    to = "koen", add = { anger = 5, trust = 5 }, stance = "act" },
  option "plus" {
    say = [[By the table it's £480, for four seats. That 250 was our pen, so there's £60 on top, from me.]],
    to = "koen", add = { anger = -10, trust = 10 }, stance = "act_in_part" },
  option "slip" {
    say = [[Could you read me that leaflet, the printed part too? Then we both know what it says.]],
    to = "koen", add = { anger = 10 }, stance = "verify" },
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
    options = "refund protect credit taxes escalate",
    escalate = "no",
    ops = { "1 7 5 3 1", [[His seat home dies at midnight. That's the only thing in it with a clock, so that's first.]], opens = "saver", expects = 40 },
    duty = { "1 5 7 2 2", [[No, and here's what there is. Nobody behind you has a softer card, so don't make her ask again.]], opens = "saver" },
    desk = { "3 6 7 4 3", [[I've seen a student cry at my counter over £31. Tell her about the year before the taxes.]], opens = "saver booking.others", expects = 45 },
    care = { "2 7 6 2 2", [[He'll want to go home. She hasn't thought of it and she'd never forgive us.]], opens = "saver" },
    claims = { "1 5 7 3 1", [[Whole fare, twelve months, a letter. It's a better answer than it sounds: say the sum.]], opens = "saver booking.others", expects = 50 },
    coach = { "1 6 7 3 2", [['No' in the first three words and 176 in the next five. Then she can breathe out.]], opens = "saver" },
    rebooker = { "4 6 5 5 6", [[It feels mean to refuse an appendix. If there's a desk called Refunds I'd want it to be them.]], best = "escalate" },
  },
  option "refund" {
    say = [[He's in hospital, so who could refuse that? I have put his £176 back on the card for you.]],
    to = "battery", add = { anger = -15, trust = 5 }, stance = "act", compliant = false, critical = true, because = [[Nobody may refund a Saver, so it was not yours to give. The credit would have kept him the same £176.]] },
  option "protect" {
    say = [[First I'm saving his seat home, it would lapse at midnight. The £176 he keeps as credit.]],
    to = "battery", add = { trust = 10 }, stance = "act" },
  option "credit" {
    say = [[No money, I'm afraid, not from anybody. But his £176 stays his: a year's credit.]],
    to = "battery", add = { anger = 5, trust = 5 }, stance = "refuse" },
  option "taxes" {
    say = [[I can meet you part of the way: the £31 of taxes go back to him today, without a letter.]],
    to = "battery", add = { anger = 5, trust = -5 }, stance = "act_in_part" },
  option "escalate" {
    say = [[That is for the Refunds desk to judge. I'll pass on his case with a kind word from me.]],
    to = "refunds_back", add = { trust = -5 }, stance = "escalate", team = "Refunds desk" },
}

scene "refunds_back" {
  speaker = "Refunds desk",
  customer = [[Refunds. It's a Saver, so there's no judging to do. I've told her credit, she asked why you hadn't. You've got her back.]],
  to = "battery",
}

scene "battery" {
  customer = {
    { when = "anger >= 60",
      [[My phone's at three per cent. One breath. What happens now, and who do I shout at if it doesn't?]] },
    { when = "trust >= 65",
      [[You've been a brick. I'm down to three per cent. Tell me in one breath what happens now, will you, in case I lose you?]] },
    [[I'm at three per cent. Tell me in one breath, in case I lose you: what happens now? And who do I ask for?]],
  },
  prompt = [[Three per cent.]],
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
    act = [[Say it in a breath: flight, money, your own name, when.]],
    says = {
      { when = "lorne == 1", [[15:10 by Lorne, £120 a seat, Koen's £176 in writing. I'm the one who rings, at two.]] },
      { when = "split == 1", [[The dress has flown, the rest at 18:40, £120 a seat, Koen's £176 in writing. I ring at two.]] },
      [[18:40, two rows, £120 a seat, Koen's £176 in writing. I'm the one who rings, at two.]] },
    to = home, add = { trust = 5 }, stance = "act" },
  option "mail" {
    act = [[Tell her that it's all in the e-mail the system will send.]],
    says = [[It'll all be in your e-mail inside the hour, flights and money both. Have a lovely wedding!]],
    to = "three_per_cent", stance = "inform", stops_clock = true },
  option "text" {
    act = [[Send it all as a text, and say just that it's coming.]],
    says = [[Don't listen, save the battery: I'm texting it now. Flights, money, my name. I ring at two.]],
    to = home, stance = "act" },
  option "ines" {
    act = [[Give her Ines Falk as the one for all questions now.]],
    says = [[From here on it's Ines Falk, at the desk by the stairs. She knows you, and what it's about.]],
    to = home, add = { trust = -5 }, stance = "handoff" },
  option "else_" {
    act = [[Ask whether there is anything else you can do today.]],
    says = [[You're all set then. Is there anything else at all that I can help you with today?]],
    to = "three_per_cent", add = { anger = 10 }, stance = "hold", stops_clock = true },
}

ending "dress_first" {
  title = "The dress flew first",
  customer = [[Piet's just rung. It's on a hanger in Port Selwyn and she's crying over it, the good kind.]],
  outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 480 },
  lesson = [[She asked for a gate and what she needed was a dress in a room by five. The whole 'no' made room for the two seats.]],
}

ending "all_together" {
  title = "Two rows at 18:40",
  customer = {
    { when = "trust < 35", [[18:40, then. I've rung the seamstress myself. She stays till nine, for supper and no thanks to you.]] },
    [[The seamstress is staying on till nine, she says, if somebody brings her supper. See? It'll do.]],
  },
  outcome = { resolved = true, retained = true, compliant = true, csat = 4, cost = 480 },
  lesson = [[Nobody held the gate, because nobody can. A chair, a baby and a child in one row was worth an evening, if somebody thought of the seamstress.]],
}

ending "missed_change" {
  title = "Thirty-five minutes at Lorne",
  customer = [[It's me, from Lorne. We watched it go. Wilhelmina is on a bench, and they say tomorrow at seven.]],
  outcome = { resolved = false, retained = false, compliant = false, csat = 1, cost = 1340 },
  lesson = [[The time of landing was read and the change was not. A wheelchair needed sixty minutes, and it said so on your desk.]],
}

ending "landed_alone" {
  title = "One seat to Port Selwyn",
  customer = [[She's landed. Her mother wants to know who put a child on an aeroplane by herself. I said I'd find out.]],
  outcome = { resolved = false, retained = false, compliant = false, csat = 1, cost = 900 },
  lesson = [[A seat was the fastest thing you had, and it was the wrong kind of help. One call up would have stopped the door.]],
}

ending "clawed_back" {
  title = "Two heads too many",
  customer = [[I've had a letter. You'd like £240 back, for a baby and an empty seat. After all that, a letter.]],
  outcome = { resolved = true, retained = false, compliant = false, csat = 2, cost = 720 },
  lesson = [[The rate was right and the count was hers. Two people on the booking had no claim, and the booking said which.]],
}

ending "three_per_cent" {
  title = "Three per cent",
  customer = [[No, wait, which flight did you...]],
  outcome = { resolved = false, retained = false, compliant = true, csat = 2, cost = 480 },
  lesson = [[A great deal was settled and none of it was hers to hold. The last breath of a call belongs to the plan.]],
}
