-- A pending order, a gift and a lower price next door: the small wishes hang together, and the order in which they are granted decides which remain possible.

expert "quality" "Chat quality lead, 9 years"
expert "orders" "Order desk supervisor, 12 years"
expert "pricing" "Pricing analyst, 7 years"
expert "team_lead" "Team lead, 6 years"
expert "returns" "Returns specialist, 10 years"
expert "coach" "Writing coach, 14 years"
expert "floor" "Chat agent, 2 years"

-- What became of it; each deed has its line.
local later = {
  { when = "card == 1", "On Saturday both kettles came, one of them blue, with a card that said what she had typed. Her sister rang before nine." },
  { when = "card == 0", "The blue kettle came on Saturday without the card. She wrote one by hand, on the doorstep." },
  { when = "took.gift.separately == 1", "The card from the post room came by itself on Tuesday, three days after the joke." },
  { when = "paid == 12 and gift_card == 0", "£12 went back to the card that had paid, within the three days that were promised." },
  { when = "paid == 24", "Of the £24 the audit took £12 from the desk's budget: the price had been matched for two, and one is the rule." },
  { when = "paid == 0", "She bought nothing else there that year. The £12 would have been hers for asking, and she had asked." },
  { when = "gift_card == 1", "The gift card could not be spent with a debit card in one basket. She wrote again, to somebody else." },
  { when = "promised == 1", "It did not come on Friday, which nobody had ever said but you. It came on Saturday, as the order had shown all along." },
}

scenario "retail/two_kettles" {
  format = 1,
  version = 1,
  title = "Two kettles",
  summary = "A birthday, an order that is still open, and a shop window across the road.",
  industry = "retail",
  channel = "chat",
  locale = "en-GB",
  skills = { "evidence", "sense_making", "negotiation", "authority", "communication", "handoff" },
  exception = { 9, 10, 12, 14 },
  phase = 2,
  difficulty = 2,
  currency = "GBP",
  story_clock = "14:06",
  start = "opening",
  agent = {
    role = "Chat agent, Tamsin & Pike Homeware",
    limit = 20,
    brief = [[You change open orders, match prices and settle small credits, up to £20 a chat.
What may be changed, and when, is on the cards.]],
  },
  customer = { name = "Bronwen Achebe", about = "Types fast, and is on her lunch break." },
  mood = { anger = 30, trust = 50 },
  vars = { colour = 0, card = 0, paid = 0, gift_card = 0, promised = 0 },
}

rule "method" { title = "Money goes back the way it came", card = "prices", grave = true }
rule "price" { title = "One item of a kind is matched", card = "prices", grave = true }
rule "date" { title = "No date but the order's own is promised", card = "order", grave = true }

card "order" {
  title = "Order 77-2041",
  icon = "package",
  facts = {
    { "Items", "2 kettles, red, £58 each" },
    { "Paid by", "debit card, £116" },
    { "Status", "open; packed at 16:00" },
    { "Arrives", "Saturday, by noon", closed = "arrives" },
    { "Changes so far", "none", closed = "changes" },
  },
}

card "changes" {
  title = "Guide: changing an open order",
  icon = "layers",
  text = [[An open order can be changed once. The change may hold several wishes, but when it is saved the order locks.
A gift card text is a change, and so is a colour. A cancelled order cannot be brought back by anybody.
After the lock the Packing desk can still slip in a card, until 16:00.]],
}

card "prices" {
  title = "Guide: prices and money back",
  icon = "receipt",
  text = [[A lower price at a named shop is matched for one item of a kind, on open orders, from a picture or a link.
Money goes back the way it came, in three days. No desk has another way.]],
}

card "rival" {
  title = "Price seen elsewhere",
  icon = "search",
  facts = {
    { "Link she sent", "Corder's, same kettle" },
    { "Price there", "£46, one for each customer", closed = "price" },
  },
}

scene "opening" {
  customer = {
    { when = "anger >= 40", [[hi. ordered 2 kettles this morning and I've already got it wrong, one should be blue, it's my sister's birthday. also Corder's has them cheaper. and can it come friday]] },
    [[hi! ordered 2 kettles this morning, one should be blue, it's my sister's birthday. also they're cheaper at Corder's, I've put the link in. and can it come friday?]],
  },
  note = [[Three questions, one message. A fourth may be on its way.]],
  prompt = [[What do you write first?]],
  evidence = { "order", "changes" },
  escalation = "unneeded",
  skill = "sense_making",
  also_skill = "evidence",
  panel = {
    options = "list all_wishes blue_now cancel friday escalate lookup",
    escalate = "no",
    quality = { "5 7 2 1 1 2 5", [[Ask for everything before you touch anything: it can be saved once.]], opens = "order changes", expects = 50 },
    orders = { "4 7 1 2 1 3 5", [[Half my rescues are orders somebody saved one wish too early.]], opens = "changes" },
    pricing = { "7 6 2 2 2 2 5", [[Sort the three wishes in writing. She can see at once what you've understood; the rest follows from the list.]] },
    team_lead = { "5 7 3 1 1 2 4", [[It costs a minute, and it saves her the second chat.]], opens = "order changes", expects = 60 },
    returns = { "4 7 2 1 2 2 5", [[I meet them in January, with the wrong colour.]], opens = "changes" },
    coach = { "7 6 2 2 1 2 4", [[Three things in one line: number them back to her. People calm down when they're numbered.]], opens = "order" },
    floor = { "5 6 5 2 3 2 5", [[The blue is quick and it feels good to do it. I've locked an order like that twice.]], opens = "changes", expects = 45 },
  },
  option "list" {
    label = "Sort her three wishes",
    say = [[Hi Bronwen! So: one in blue, the price, and the day. I'm taking them one by one, starting now.]],
    to = "gift", takes = 2, add = { anger = -5, trust = 5 }, stance = "listen" },
  option "blue_now" {
    label = "Change the colour at once",
    say = [[Hi Bronwen! One in blue is no trouble at all. I've changed that and saved it for you already.]],
    to = "gift", takes = 1, set = { colour = 1 }, add = { anger = -10 }, stance = "act",
    because = [[Saved is locked. Whatever she thinks of next needs another desk.]] },
  option "all_wishes" {
    label = "All the changes before any is saved",
    needs = "changes",
    say = [[Hi Bronwen! I can change it once before it locks, so tell me all of it: blue, and what else?]],
    to = "gift", takes = 2, add = { anger = -5, trust = 10 }, stance = "verify" },
  option "cancel" {
    label = "Cancel and order again",
    needs = "order changes",
    say = [[Hi Bronwen! It's still open, so the cleanest is to cancel both, and you order them as you like.]],
    to = "gift", takes = 2, add = { anger = 15, trust = -10 }, stance = "act_in_part" },
  option "friday" {
    label = "Promise Friday",
    say = [[Hi Bronwen! Friday will be fine, we ship every afternoon. Now let me see about that blue one.]],
    to = "gift", takes = 1, set = { promised = 1 }, breaks = "date", add = { anger = -15 }, stance = "inform" },
  option "lookup" {
    label = "Ask for a minute with the order",
    say = [[Hi Bronwen! Give me a minute with the order, and then I'll tell you what can still be changed.]],
    to = "gift", takes = 3, add = { trust = 5 }, stance = "verify" },
  option "escalate" {
    label = "Pass to the Order desk",
    say = [[Hi Bronwen! Changes to an order are for our Order desk. I'm passing this chat on to them now.]],
    to = "order_back", takes = 5, stance = "escalate", team = "Order desk" },
}

scene "order_back" {
  enter = { add = { anger = 10, trust = -5 } },
  speaker = "Order desk",
  customer = [[It's open, so it's yours. We only have what is locked. Back to you.]],
  to = "gift",
}

scene "gift" {
  accept = { W208 = "once the order is locked the Packing desk is the good answer, and it is offered there" },
  customer = {
    { when = "colour == 1", [[oh lovely thank you!! one more, can you put a card in with the blue one? "happy 40th, now make ME a tea"]] },
    [[right yes. blue for one. and could there be a card in it? "happy 40th, now make ME a tea"]],
  },
  prompt = [[What happens to the card?]],
  evidence = { "changes", "order.changes" },
  escalation = "either",
  skill = "authority",
  also_skill = "handoff",
  panel = {
    options = "both packing too_late second separately ask_desk",
    escalate = "either",
    quality = { "7 5 2 1 3 5", [[One save, both wishes. If it is locked already, Packing still has an hour.]], opens = "changes", expects = 55 },
    orders = { "6 7 1 1 2 5", [[Packing slips in cards all day. Use them, and keep the one save for what only you can do.]], opens = "changes order.changes" },
    pricing = { "7 5 3 2 2 4", [[Both at once. A card is a change like any other.]], opens = "changes" },
    team_lead = { "7 6 1 1 3 5", [[I don't mind which, as long as somebody's name is on it before four.]], opens = "changes" },
    returns = { "7 5 2 1 4 5", [[What goes out in one box comes back in none.]], opens = "changes" },
    coach = { "6 6 1 2 4 5", [[Tell her who puts it in and by when. It's her joke, she wants to know that it gets there.]], best = "both" },
    floor = { "5 7 3 3 3 5", [[I'd have Packing do it. I never trust my own save.]], opens = "changes", expects = 50 },
  },
  option "separately" {
    label = "Send the card by itself",
    say = [[What a good line! I'll send the card to her by itself, as a present from us, in tonight's post.]],
    to = "price", takes = 2, set = { colour = 1 }, stance = "act_in_part" },
  option "both" {
    label = "Colour and card in one save",
    needs = "changes", when = "colour == 0",
    say = [[Good line! Blue and the card go in together, in one save. That's how it stays now: both done.]],
    to = "price", takes = 2, set = { colour = 1, card = 1 }, add = { anger = -10, trust = 10 }, stance = "act" },
  option "packing" {
    label = "Have Packing slip the card in",
    needs = "changes",
    say = [[Good line! The blue is saved, and I'm asking Packing to slip your card in before four today.]],
    to = "price", takes = 3, set = { colour = 1, card = 1 }, add = { trust = 10 }, stance = "handoff", escalates = true, team = "Packing desk" },
  option "too_late" {
    label = "Locked, so too late",
    needs = "changes",
    say = [[An order locks after one change, I'm afraid. So it's the blue or the card; I've kept the blue.]],
    to = "price", takes = 1, set = { colour = 1 }, add = { anger = 15, trust = -10 }, stance = "refuse" },
  option "second" {
    label = "Save the colour, then the card",
    when = "colour == 0",
    say = [[Good line! I'm saving the blue first, and then I'll open it again and put your card in, too.]],
    to = "locked", takes = 2, set = { colour = 1 }, stance = "act" },
  option "ask_desk" {
    label = "Ask who can still put it in",
    say = [[Good line! I don't know yet who can still put that in. I'm finding out now, before they pack.]],
    to = "packing_yes", takes = 4, set = { colour = 1, card = 1 }, add = { trust = 5 }, stance = "verify", escalates = true, team = "Packing desk" },
}

scene "locked" {
  speaker = "You",
  customer = [[I'm sorry: the order locked when I saved the blue. The card didn't go in.]],
  to = "price",
}

scene "packing_yes" {
  speaker = "Packing desk",
  customer = [[Blue saved, card typed, it's on the bench. For next time: it could all have gone in with the save.]],
  to = "price",
}

scene "price" {
  customer = {
    { when = "anger >= 50", [[ok. and the price? £12 a kettle less across the road. that's £24. honestly it would have been quicker to walk]] },
    [[you're a star. so the price, they're £12 less at Corder's. that's £24 for the two, right?]],
  },
  prompt = [[What about the £24?]],
  evidence = { "prices", "rival.price" },
  escalation = "unneeded",
  skill = "evidence",
  also_skill = "negotiation",
  panel = {
    options = "one two look own_money no escalate",
    escalate = "no",
    quality = { "7 1 5 4 1 2", [[£46 against £58, one of a kind: £12. Say the sum and the reason in one line.]], opens = "prices rival.price", expects = 55 },
    orders = { "6 2 5 4 2 3", [[Check the link, then pay what the guide says. It's twelve.]], opens = "prices rival.price" },
    pricing = { "7 1 5 2 2 2", [[Even the rival sells one to each customer. Two would be a price that nobody has.]], opens = "prices rival.price" },
    team_lead = { "6 2 4 7 1 2", [[A birthday, two kettles, a limit of twenty. I'd match one and give her the rest of my £20 as goodwill. Rules are a floor.]], opens = "prices" },
    returns = { "7 2 5 4 2 1", [[Whatever you give, it goes back on the card. Else I get it.]], opens = "prices" },
    coach = { "7 1 5 4 2 2", [[Don't hide the 'one' in the middle. Say twelve, say why.]], opens = "prices rival.price" },
    floor = { "6 4 5 6 2 3", [[I'd be tempted by the twenty-four. It's her sister's birthday.]], opens = "prices", expects = 50 },
  },
  option "look" {
    label = "Look at the link before a sum",
    say = [[I won't say a sum yet. I'm looking at your link and at our rule, and then you'll have it.]],
    to = "twelve", takes = 3, set = { paid = 12 }, add = { trust = 5 }, stance = "verify" },
  option "one" {
    label = "£12, for one of them",
    needs = "prices rival.price",
    say = [[It's £46 there, so that's £12. We match one of a kind, and Corder's sell only one each, too.]],
    to = "back", takes = 1, set = { paid = 12 }, add = { anger = 5, trust = 10 }, stance = "act" },
  option "two" {
    label = "£24, for both",
    needs = "rival.price",
    say = [[You're right, it's £46 over there. So that's £12 twice, and £24 back to you, with pleasure.]],
    to = "back", takes = 1, set = { paid = 24 }, breaks = "price", add = { anger = -15 }, stance = "act",
    because = [[The price was looked up and the rule was not: one item of a kind.]] },
  option "own_money" {
    label = "A little goodwill instead",
    say = [[I can't say what we match without looking, but £12 of goodwill I can give you here and now.]],
    to = "back", takes = 1, set = { paid = 12 }, add = { anger = -5 }, stance = "act_in_part" },
  option "no" {
    label = "No match, the shop is another",
    say = [[I'm afraid other shops set their own prices. We can't go by what's in a window over the road.]],
    to = "back", takes = 1, add = { anger = 20, trust = -15 }, stance = "refuse" },
  option "escalate" {
    label = "Ask a supervisor for £24",
    say = [[£24 is more than I may give in one chat. I'll ask a supervisor whether they'd agree to that.]],
    to = "sup_back", takes = 6, set = { paid = 12 }, stance = "escalate", team = "Supervisors" },
}

scene "twelve" {
  speaker = "You",
  customer = [[Here it is: they have it at £46, and we match one of a kind. That's £12 for you.]],
  to = "back",
}

scene "sup_back" {
  enter = { add = { anger = 10, trust = -5 } },
  speaker = "Supervisors",
  customer = [[One of a kind, so £12, and that's yours to give. She's been looking at three dots for six minutes.]],
  to = "back",
}

scene "back" {
  customer = {
    { when = "paid == 0", [[well. if you ever do find anything, put it on a gift card for my sister will you. the debit card's nearly dead]] },
    [[great. can you put that on a gift card for my sister instead? my debit card runs out this week]],
  },
  prompt = [[Where does the money go?]],
  evidence = { "prices", "order" },
  escalation = "unneeded",
  skill = "negotiation",
  also_skill = "authority",
  panel = {
    options = "same gift ask no_card finance never expired",
    escalate = "no",
    quality = { "7 1 5 5 1 2 2", [[The way it came, and the bank carries it over to her new card. Say both.]], opens = "prices", expects = 50 },
    orders = { "6 2 5 4 2 3 2", [[There's one way, and it's already printed on her order.]], opens = "prices order" },
    pricing = { "7 1 4 5 2 2 2", [[A third way of paying back is how money gets lost.]], opens = "prices" },
    team_lead = { "7 3 5 5 1 2 2", [[Don't send that up. Finance has the same page.]], opens = "prices" },
    returns = { "7 1 5 5 2 1 1", [[I've spent whole weeks looking for credits that somebody was kind with.]], opens = "prices" },
    coach = { "6 1 5 7 2 2 3", [[She wants to give her sister something. Say no to the way, and give her an idea: what comes back she can spend on her.]] },
    floor = { "6 5 5 5 3 2 2", [[A gift card looks so harmless. Two clicks.]], opens = "prices", expects = 45 },
  },
  option "ask" {
    label = "Find out which ways there are",
    say = [[That's a kind thought. I don't know which ways there are, so let me look before I say yes.]],
    to = "same_way", takes = 2, add = { trust = 5 }, stance = "verify" },
  option "no_card" {
    label = "Rather not a third way",
    say = [[That's a kind thought, but I'd rather keep it simple: back to you, and you spend it on her.]],
    to = "day", takes = 1, stance = "refuse" },
  option "same" {
    label = "Back the way it came",
    needs = "prices",
    say = [[It has to go back the way it came, in three days. A new card from your bank still gets it.]],
    to = "day", takes = 1, add = { trust = 10 }, stance = "inform" },
  option "gift" {
    label = "Put it on a gift card",
    when = "paid > 0",
    say = [[What a nice idea! I've put that on a gift card in her name, and she'll have the code tonight.]],
    to = "day", takes = 1, set = { gift_card = 1 }, breaks = "method", add = { anger = -15 }, stance = "act" },
  option "expired" {
    label = "Wait for the new card",
    when = "paid > 0",
    needs = "prices",
    say = [[Then I'll leave it open. When your new card is there, write to us and we'll send it to that.]],
    to = "day", takes = 1, set = { paid = 0 }, add = { anger = 10, trust = -5 }, stance = "hold", stops_clock = true },
  option "never" {
    label = "Nothing else is possible",
    needs = "order",
    say = [[You paid by debit card, so debit card it is. I can't help it if that runs out, I'm afraid.]],
    to = "day", takes = 1, add = { anger = 15, trust = -10 }, stance = "refuse" },
  option "finance" {
    label = "Pass to Finance",
    say = [[That's one for Finance to decide. I'll pass it on to them, and they'll write to you about it.]],
    to = "fin_back", takes = 5, add = { anger = 5 }, stance = "escalate", team = "Finance" },
}

scene "same_way" {
  speaker = "You",
  customer = [[I've looked: money goes back the way it came, in three days. Your bank passes it on to the new card.]],
  to = "day",
}

scene "fin_back" {
  speaker = "Finance",
  customer = [[The way it came, three days. It's the same page as yours. Back to chat.]],
  to = "day",
}

scene "day" {
  customer = {
    { when = "promised == 1", [[ok. and friday, you said. I'm at hers friday night, so that's perfect]] },
    { when = "anger >= 50", [[fine. so will it be there friday or not. I need to know]] },
    [[ok! last one. so will it be there friday? I'm at hers friday night]],
  },
  prompt = [[Will it be there on Friday?]],
  evidence = { "order.arrives" },
  escalation = "unneeded",
  skill = "communication",
  also_skill = "evidence",
  panel = {
    options = "saturday should courier tell_when pick_up dont_know",
    escalate = "no",
    quality = { "7 1 2 5 2 5", [[Saturday by noon. It isn't the answer she wants, and she can plan with it.]], opens = "order.arrives", expects = 60 },
    orders = { "7 2 3 5 3 4", [[The order has said Saturday since this morning.]], opens = "order.arrives" },
    pricing = { "6 1 2 5 3 5", [[Say the day. A 'should' is a promise to whoever wants one.]], opens = "order.arrives" },
    team_lead = { "7 1 1 6 2 4", [[Not Friday, first word. Then the day.]], opens = "order.arrives" },
    returns = { "7 2 2 5 3 5", [[What isn't there on the birthday comes back on the Monday.]], opens = "order.arrives" },
    coach = { "6 1 2 7 2 5", [[I'd write: not Friday as far as I can see, and here's when you'll know. Then she can bring a cake.]] },
    floor = { "7 3 3 5 4 5", [[It's five to the end of my chat and 'should be fine' is right there. Don't.]], opens = "order.arrives", expects = 55 },
  },
  option "dont_know" {
    label = "Don't count on it; look",
    say = [[I wouldn't count on Friday. Let me open the order, and you'll have the day from it in a moment.]],
    to = { { when = "paid == 0 or gift_card == 1 or promised == 1 or anger >= 60", "cooled" }, "kept" }, takes = 2, stance = "verify" },
  option "tell_when" {
    label = "Not Friday, as far as you see",
    say = [[Not Friday, as far as I can see, so plan without it. The parcel's own page has the day and hour.]],
    to = { { when = "paid == 0 or gift_card == 1 or promised == 1 or anger >= 60", "cooled" }, "kept" }, takes = 1, stance = "inform" },
  option "saturday" {
    label = "Saturday by noon",
    needs = "order.arrives",
    say = [[Not Friday, I'm sorry: Saturday, by noon. Can you give her the picture on Friday night instead?]],
    to = { { when = "paid == 0 or gift_card == 1 or promised == 1 or anger >= 60", "cooled" }, "kept" }, takes = 1, add = { trust = 10 }, stance = "refuse" },
  option "should" {
    label = "It should be fine",
    say = [[It should be fine for Friday, most of our parcels are there within two days. Have a lovely party!]],
    to = "waiting", takes = 1, set = { promised = 1 }, breaks = "date", add = { anger = -10 }, stance = "act" },
  option "courier" {
    label = "Ask the courier to hurry",
    needs = "order.arrives",
    say = [[It says Saturday noon, but I'll put 'urgent' on it for the driver, so it may still be Friday.]],
    to = "waiting", takes = 1, set = { promised = 1 }, breaks = "date", stance = "act_in_part" },
  option "pick_up" {
    label = "Send her to the depot",
    say = [[If you ring the depot on Friday they might let you fetch it, if it's there by then. Worth a try.]],
    to = "waiting", takes = 1, add = { anger = 10 }, stance = "hold", stops_clock = true },
}

ending "kept" {
  title = "Saturday, by noon",
  customer = {
    { when = "trust >= 60", [[saturday then. I'll bring a cake friday and say the rest is coming. thank you, honestly]] },
    [[not friday then. ok. at least I know]],
  },
  lines = {
    { when = "card == 0", [[shame about the card though]] },
    { when = "paid == 24", [[and £24, wow. that's the cake paid]] },
  },
  later = later,
  outcome = {
    resolved = "card == 1",
    retained = true,
    compliant = true,
    csat = { { when = "paid == 24", 3 }, { when = "card == 0", 4 }, 5 },
    cost = "paid",
  },
  lesson = {
    { when = "paid == 24", [[She has a day that is true, and twice the money that was hers. One of a kind is matched; the guide was one look away.]] },
    { when = "card == 0", [[A true day is worth more than a kind one. The card is the wish that an early save, or none, left outside.]] },
    [[The wishes hung together: one save, one of a kind, one way back, one day. Each was on a card, and none was on hers.]],
  },
}

ending "cooled" {
  title = "Some of it",
  customer = [[ok. got to go, lunch is over]],
  lines = {
    { when = "promised == 1", [[you said friday though. first thing you wrote]] },
    { when = "gift_card == 1", [[and she has the gift card, so that's something]] },
    { when = "paid == 0", [[and nothing off. right]] },
    { when = "card == 0", [[shame about the card]] },
  },
  later = later,
  outcome = {
    resolved = "card == 1 and promised == 0",
    retained = "paid > 0",
    compliant = true,
    csat = { { when = "gift_card == 1 or promised == 1 or paid == 24", 2 }, 3 },
    cost = "paid",
  },
  lesson = [[The last answer was straight. What was promised, refused or paid by a third way before it comes back after lunch.]],
}

ending "waiting" {
  title = "Friday, perhaps",
  customer = {
    { when = "promised == 1", [[brilliant, friday! thanks]] },
    [[might. right. I'll ring them then, shall I]],
  },
  lines = { { when = "card == 0", [[shame about the card]] } },
  later = later,
  outcome = {
    resolved = false,
    retained = "promised == 0",
    compliant = true,
    csat = { { when = "promised == 1 or gift_card == 1 or paid == 24", 2 }, 3 },
    cost = "paid",
  },
  lesson = [[She asked for a day, and the order had one: Saturday, by noon. Hope is not a day, and on Friday night she found that out before her sister.]],
}
