#include "view_fixture.h"

#include "base/utf8.h"

#include <string.h>

static bool is_mark(uint32_t c) {
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x64b && c <= 0x65f) || (c >= 0x2066 && c <= 0x2069);
}

static int run_width(void *self, const struct text_run *run) {
    (void)self;
    int count = 0, bytes;
    for (int i = 0; i < run->len; i += bytes) {
        uint32_t c = 0;
        bytes = utf8_decode(run->text + i, (size_t)(run->len - i), &c);
        if (bytes < 1)
            bytes = 1;
        count += !is_mark(c);
    }
    return (count * run->px * 11 + 10) / 20;
}

static int ascent(void *self, enum font_face face, enum font_weight weight, int px) {
    (void)self, (void)face, (void)weight;
    return (px * 4 + 2) / 5;
}

static int descent(void *self, enum font_face face, enum font_weight weight, int px) {
    (void)self, (void)face, (void)weight;
    return (px + 2) / 5;
}

static bool has_glyph(void *self, enum font_face face, uint32_t c) {
    (void)self;
    bool is_arabic = (c >= 0x600 && c <= 0x6ff) || (c >= 0x750 && c <= 0x77f);
    return is_arabic == (face == FONT_NOTO_ARABIC);
}

struct text_metrics fixture_metrics(void) {
    return (struct text_metrics){
        .run_width = run_width, .ascent = ascent, .descent = descent, .has_glyph = has_glyph};
}

static enum language language(bool is_arabic) {
    return is_arabic ? LANGUAGE_ARABIC : LANGUAGE_ENGLISH;
}

/* ---- the call of 02-call ---- */

static const struct call_line lines[] = {
    {CALL_AGENT, NULL, "Thanks for holding, Ruth. I can see the account is in your mum’s name.",
     NULL, 192000},
    {CALL_CUSTOMER, "Ruth",
     "I’ve told three people now. Mum died in March and you’re still billing her phone.", NULL,
     211000},
    {CALL_AGENT, NULL, "I’m so sorry, Ruth. You shouldn’t have had to tell us again.",
     "Flag the account as bereaved.", 224000},
    {CALL_NOTE, NULL, "A door, then quiet.", NULL, 240000},
    {CALL_CUSTOMER, "Ruth",
     "The probate took months. I don’t have the certificate with me, and now there’s an £84 "
     "leaving fee. Am I meant to pay that too?",
     NULL, 242000}};
static const struct call_line lines_ar[] = {
    {CALL_AGENT, NULL, "شكرًا على انتظارك يا هالة. أرى أن الحساب باسم والدتك.", NULL, 192000},
    {CALL_CUSTOMER, "هالة",
     "أخبرتُ ثلاثة موظفين قبلك. توفّيت أمي في مارس وما زلتم ترسلون فواتير هاتفها.", NULL, 211000},
    {CALL_CUSTOMER, "هالة",
     "استغرقت أوراق الإرث أشهرًا. الشهادة ليست معي، والآن هناك رسم إلغاء 84 ريالًا. هل عليّ دفعه؟",
     NULL, 242000}};

static const struct call_fact facts[] = {{"Account holder", "Edna Anselby", false, false},
                                         {"With us since", "June 2015", false, false},
                                         {"Contract ends", "9 Nov 2026", false, false},
                                         {"First told us", "11 June, chat", true, true},
                                         {"Died (as told)", "18 March 2026", false, false},
                                         {"Plan", "Classic 12 GB", false, false},
                                         {"Monthly price", "£21.00", false, false},
                                         {"Leaving fee", "£84.00", false, false},
                                         {"Paid since March", "£63.00", true, false},
                                         {"Certificate", "not received", true, false}};
static const struct call_fact facts_ar[] = {{"صاحبة الحساب", "أمينة المرزوقي", false, false},
                                            {"عميلة منذ", "يونيو 2015", false, false},
                                            {"رسم الإلغاء", "84 ريالًا", true, false}};

static const struct call_card cards[] = {
    {"account", "Account", "user", NULL, facts, 10, 0, true, true},
    {"policy", "Policy", "book-open",
     "We remove leaving fees if we’re told within 90 days and receive a copy of the certificate.",
     NULL, 0, 1, false, true},
    {"orders", "Order history", "receipt", NULL, NULL, 0, 2, false, false},
    {"notes", "Notes", "sticky-note", "Chat. Daughter says her mother has died.", NULL, 0, 3, false,
     true}};
static const struct call_card cards_ar[] = {
    {"account", "الحساب", "user", NULL, facts_ar, 3, 0, true, true},
    {"policy", "السياسة", "book-open", "نلغي رسوم الإنهاء إذا أُبلغنا خلال 90 يومًا.", NULL, 0, 1,
     false, true}};

static const struct call_option options[] = {
    {"Remove the £84 now as goodwill and ask for the certificate within 14 days.", false, false},
    {"Pause the fee for 30 days, send the upload link and book a call back.", false, false},
    {"The rule is 90 days. I can spread the £84 over your next three bills.", true, false},
    {"Ask for the certificate first and leave the fee as it is until it arrives.", false, false},
    {"Escalate to the Bereavement team with a short handover note.", false, true}};
static const struct call_option options_ar[] = {
    {"ألغِ الرسم الآن كتعويض ودّي واطلب الشهادة خلال 14 يومًا.", false, false},
    {"علّق الرسم 30 يومًا وأرسل رابط الرفع واحجز معاودة اتصال.", false, false},
    {"سأشرح لك قاعدة التسعين يومًا.", true, false},
    {"اطلب الشهادة أولًا واترك الرسم كما هو حتى تصل.", false, false},
    {"صعّد إلى فريق الوفيات مع ملاحظة تسليم قصيرة.", false, true}};

static const char *const opened[] = {"Account", "Leaving fee", "Policy", "Notes", "First told us"};
static const char *const opened_ar[] = {"الحساب", "السياسة"};

struct call_view fixture_call(bool is_arabic) {
    struct call_view view = {.language = language(is_arabic),
                             .is_rtl = is_arabic,
                             .title = is_arabic ? "الخط الذي ظلّت تدفع ثمنه"
                                                : "The line she kept paying for",
                             .customer = is_arabic ? "هالة المرزوقي" : "Ruth Anselby",
                             .organisation = is_arabic ? "نورثلاين موبايل" : "Northline Mobile",
                             .channel = CHANNEL_VOICE,
                             .mode = MODE_PRACTICE,
                             .decision = 3,
                             .fewest_left = 3,
                             .most_left = 5,
                             .shows_clock = true,
                             .now_ms = 264000,
                             .target_ms = 480000,
                             .shows_mood = true,
                             .moods = {70, 58, 36, 42, 30, 34},
                             .mood_count = 6,
                             .lines = is_arabic ? lines_ar : lines,
                             .line_count = is_arabic ? 3 : 5,
                             .cards = is_arabic ? cards_ar : cards,
                             .card_count = is_arabic ? 2 : 4,
                             .opened = is_arabic ? opened_ar : opened,
                             .opened_count = is_arabic ? 2 : 5,
                             .options = is_arabic ? options_ar : options,
                             .option_count = 5,
                             .selected = 4,
                             .limit_ms = 60000,
                             .left_ms = 38000,
                             .can_pause = true,
                             .can_speak = true};
    return view;
}

/* ---- home ---- */

static const struct home_call home_calls[] = {{"telecom/discount",
                                               "The discount the shop promised him",
                                               "",
                                               "telecom",
                                               "Northline",
                                               {SKILL_AUTHORITY, SKILL_EVIDENCE},
                                               2,
                                               3,
                                               9,
                                               true,
                                               2,
                                               "12 May",
                                               false,
                                               false},
                                              {"banking/transfer",
                                               "She says the transfer wasn’t hers",
                                               "",
                                               "banking",
                                               "Marrowgate",
                                               {SKILL_AUTHORITY, SKILL_DE_ESCALATION},
                                               2,
                                               4,
                                               11,
                                               true,
                                               0,
                                               "",
                                               false,
                                               false},
                                              {"logistics/dress",
                                               "A wedding dress, two days late",
                                               "",
                                               "logistics",
                                               "Larkfield",
                                               {SKILL_LISTENING, SKILL_AUTHORITY},
                                               2,
                                               2,
                                               7,
                                               true,
                                               1,
                                               "3 May",
                                               false,
                                               false},
                                              {"travel/rebooked",
                                               "Rebooked without his daughter",
                                               "",
                                               "travel",
                                               "Aurelin Air",
                                               {SKILL_EVIDENCE, SKILL_SENSE_MAKING},
                                               2,
                                               4,
                                               12,
                                               true,
                                               1,
                                               "9 May",
                                               false,
                                               false},
                                              {"utilities/meter",
                                               "The meter read nine times too high",
                                               "",
                                               "utilities",
                                               "Tidewell",
                                               {SKILL_EVIDENCE, SKILL_NEGOTIATION},
                                               2,
                                               3,
                                               8,
                                               true,
                                               2,
                                               "12 May",
                                               false,
                                               false},
                                              {"insurance/form",
                                               "A claim form from the wrong year",
                                               "",
                                               "insurance",
                                               "Haverlock",
                                               {SKILL_HANDOFF, SKILL_LISTENING},
                                               2,
                                               5,
                                               14,
                                               false,
                                               0,
                                               "",
                                               false,
                                               false}};

static struct shell_view shell(bool is_arabic, enum shell_tab tab) {
    return (struct shell_view){.language = language(is_arabic),
                               .is_rtl = is_arabic,
                               .tab = tab,
                               .name = is_arabic ? "ميرا" : "Mira Okonell",
                               .team = is_arabic ? "فريق" : "Leith site",
                               .can_speak = true};
}

struct home_view fixture_home(bool is_arabic) {
    struct home_view view = {.shell = shell(is_arabic, SHELL_HOME),
                             .hour = 9,
                             .calls = home_calls,
                             .call_count = 6,
                             .next = 1,
                             .next_skill = SKILL_HANDOFF,
                             .next_skill_decisions = 4,
                             .last_on = "12 May",
                             .last_ended = {true, true, true, true, true, false},
                             .last_count = 6,
                             .decisions = 48};
    static const struct progress_line progress[PROGRESS_LINES] = {
        {STR_LINE_JUDGMENT, PROGRESS_SAID, "46 to 55", 440, 620, 530, 550, true},
        {STR_LINE_ESCALATION, PROGRESS_SAID, "leans to escalate", 180, 420, 300, 500, true},
        {STR_LINE_CALIBRATION, PROGRESS_SAID, "7 to 29 points too sure", 600, 840, 720, 500, true},
        {STR_LINE_EVIDENCE, PROGRESS_FEW, "", 0, 0, 0, -1},
        {STR_LINE_CLOCK, PROGRESS_FEW, "", 0, 0, 0, -1},
        {STR_LINE_TREND, PROGRESS_FEW, "", 0, 0, 0, -1}};
    static const char *const needs[2][3] = {
        {"Needs 12 decisions in 3 scenarios, 10 of them with a record to read. You have 11 in 1.",
         "Needs 16 decisions in 3 scenarios, 8 with the target shown and 8 without. You have 11 in "
         "1.",
         "Needs 4 rounds of 8 new decisions over 3 weeks. You have 1 so far."},
        {"يحتاج إلى 12 قرارًا في 3 سيناريوهات، 10 منها مع سجل يُقرأ. لديك 11 في 1.",
         "يحتاج إلى 16 قرارًا في 3 سيناريوهات، 8 بالهدف ظاهرًا و8 بدونه. لديك 11 في 1.",
         "يظهر بعد 4 جولات من 8 قرارات جديدة على مدى 3 أسابيع: 1 حتى الآن."}};
    memcpy(view.progress, progress, sizeof progress);
    for (int i = 0; i < 3; i++)
        view.progress[3 + i].text = needs[is_arabic][i];
    return view;
}

struct list_view fixture_list(bool is_arabic, enum shell_tab tab) {
    static const struct past_call calls[] = {
        {"a", "The voice on the greeting", "12 May, 14:05", 8, true, false},
        {"b", "Forty lorries at the gate", "11 May, 09:40", 3, false, false},
        {"c", "The voice on the greeting", "10 May, 16:20", 1, true, true}};
    static struct home_view home;
    home = fixture_home(is_arabic);
    return (struct list_view){.shell = shell(is_arabic, tab),
                              .calls = calls,
                              .call_count = 3,
                              .progress = home.progress,
                              .decisions = 48};
}

/* ---- the debrief ---- */

static const struct debrief_option rows[] = {
    {"1", "Remove the £84 now, certificate in 14 days", false, 7, 64, 10000, 2, false},
    {"2", "Pause the fee and book a call back", false, 3, 51, 6800, 1, false},
    {"3", "I can spread the £84 over three bills.", true, 0, 23, 0, 0, false},
    {"4", "Ask for the certificate first", false, 1, 34, 2600, 0, false},
    {"E", "Escalate to the Bereavement team", false, 1, 31, 2000, 0, true}};
static const struct debrief_opened you_opened[] = {
    {"Leaving fee", -1, true}, {"With us since", -1, false}, {"Policy 4.2", -1, true}};
static const struct debrief_opened they_open[] = {
    {"First told us", 11, false}, {"Policy 4.2", 10, true}, {"Leaving fee", 7, true}};
static const struct debrief_decision decisions[] = {
    {.t_ms = 31000,
     .line = "Hello?",
     .done = "Open with an apology",
     .category = 2,
     .credit = 10000,
     .confidence = 80,
     .key = KEY_ILLUSTRATIVE,
     .has_acceptable = true,
     .experts = 12,
     .options = rows,
     .option_count = 5,
     .majority = {"She has told three people.", "Team lead, 9 years", "1", 7},
     .can_retry = true},
    {.t_ms = 242000,
     .line = "I don’t have the certificate with me, and now there’s an £84 leaving fee. Am I meant "
             "to pay that too?",
     .done = "Escalate to the Bereavement team",
     .category = 0,
     .credit = 2000,
     .confidence = 80,
     .flags = DEBRIEF_WITHIN | DEBRIEF_GAP,
     .key = KEY_ILLUSTRATIVE,
     .has_acceptable = true,
     .experts = 12,
     .options = rows,
     .option_count = 5,
     .majority = {"First told us on 11 June is inside 90 days.", "Quality lead, 11 years", "1", 7},
     .second = {"Pausing costs nothing and spares her a second refusal.", "Floor agent, 4 years",
                "2", 3},
     .is_minority = true,
     .opened = you_opened,
     .opened_count = 3,
     .wanted = they_open,
     .wanted_count = 3,
     .wanted_of = 12,
     .because = "The £84 was inside your £100.",
     .why = "It’s past 90 days, so I don’t think it’s mine to decide.",
     .can_retry = true},
    {.t_ms = 500000,
     .line = "Are you there?",
     .done = "",
     .category = 0,
     .credit = 0,
     .confidence = -1,
     .flags = DEBRIEF_HAD_TO | DEBRIEF_TIMED_OUT,
     .key = KEY_ILLUSTRATIVE,
     .has_acceptable = true,
     .experts = 12,
     .options = rows,
     .option_count = 4,
     .can_retry = true}};

struct debrief_view fixture_debrief(bool is_arabic) {
    struct debrief_view view = {
        .shell = shell(is_arabic, SHELL_DEBRIEFS),
        .title = "Kept: Ruth keeps her own line with us",
        .lesson = "The fee was settled, after a second team and a longer wait than it needed.",
        .call = "The line she kept paying for",
        .is_resolved = true,
        .is_compliant = true,
        .csat = 3,
        .cost = "£84",
        .limit = "£100",
        .handle_ms = 576000,
        .target_ms = 480000,
        .decisions = decisions,
        .decision_count = 3,
        .can_dispute = true,
        .calibration = {.count = 59,
                        .scenarios = 8,
                        .mean_stated = 72,
                        .share = 54,
                        .gap = 18,
                        .gap_low = 7,
                        .gap_high = 29,
                        .points = {{20, 34, 8, 68, 6},
                                   {40, 40, 20, 62, 11},
                                   {60, 52, 36, 67, 18},
                                   {80, 61, 46, 75, 21},
                                   {100, 78, 50, 95, 9}},
                        .point_count = 5,
                        .is_provisional = true}};
    return view;
}

struct brief_view fixture_brief(bool is_arabic) {
    return (struct brief_view){.language = language(is_arabic),
                               .is_rtl = is_arabic,
                               .title = "The line she kept paying for",
                               .summary = "A daughter, a certificate that is not there, and a fee.",
                               .role = "Care agent, Northline Mobile",
                               .brief = "You settle bills and closures for personal lines.",
                               .limit = "£100",
                               .customer = is_arabic ? "هالة المرزوقي" : "Ruth Anselby",
                               .about = "Her mother’s line, since 2015.",
                               .difficulty = 3,
                               .minutes = 8,
                               .can_choose = true,
                               .is_timed = true};
}

struct welcome_values fixture_values(bool is_arabic) {
    return (struct welcome_values){
        .language = language(is_arabic), .text_percent = 100, .has_letter_keys = true};
}

/* ---- pictures ---- */

const char *fixture_name(enum fixture_screen screen) {
    static const char *const names[] = {"call",  "home", "debrief", "welcome",
                                        "brief", "list", "progress"};
    return names[screen];
}

static void draw_welcome(bool is_arabic, struct frame *frame) {
    struct welcome_values values = fixture_values(is_arabic);
    struct welcome_view view = {.is_first = true, .logs = "~/.local/share/offscript/logs"};
    struct welcome_screen screen;
    welcome_screen_init(&screen, &values, is_arabic ? "ميرا" : "Mira", "");
    welcome_draw(&screen, &view, frame);
}

static void draw_debrief(bool is_arabic, struct frame *frame) {
    struct debrief_view view = fixture_debrief(is_arabic);
    struct debrief_screen screen;
    debrief_screen_init(&screen);
    screen.at = 1;
    ui_focus(&screen.ui, "decision.1");
    debrief_draw(&screen, &view, frame);
}

static void draw_call(bool is_arabic, struct frame *frame) {
    struct call_view view = fixture_call(is_arabic);
    struct call_screen screen;
    call_screen_init(&screen);
    call_draw(&screen, &view, frame);
    screen.confidence = 4;
    field_set(&screen.why, is_arabic ? "ضمن صلاحيتي." : "It’s past 90 days.");
    call_draw(&screen, &view, frame);
}

static void draw_list(bool is_arabic, enum shell_tab tab, struct frame *frame) {
    struct list_view view = fixture_list(is_arabic, tab);
    struct list_screen screen;
    list_screen_init(&screen, tab);
    list_draw(&screen, &view, frame);
}

static void draw_brief(bool is_arabic, struct frame *frame) {
    struct brief_view view = fixture_brief(is_arabic);
    struct brief_screen screen;
    brief_screen_init(&screen, LEVEL_STANDARD, TIMING_NORMAL);
    brief_draw(&screen, &view, frame);
}

static void draw_home(bool is_arabic, struct frame *frame) {
    struct home_view view = fixture_home(is_arabic);
    struct home_screen screen;
    home_screen_init(&screen);
    home_draw(&screen, &view, frame);
}

void fixture_draw(enum fixture_screen screen, int width, int height, int percent, bool is_arabic,
                  struct frame *frame) {
    static struct text_metrics metrics;
    metrics = fixture_metrics();
    frame->width = width;
    frame->height = height;
    frame->scale_percent = percent;
    frame->metrics = &metrics;
    /* The ids it points to lived in the screen that was drawn before. */
    frame->focus_id = frame->hover_id = frame->pressed_id = "";
    switch (screen) {
    case FIXTURE_CALL:
        draw_call(is_arabic, frame);
        break;
    case FIXTURE_HOME:
        draw_home(is_arabic, frame);
        break;
    case FIXTURE_DEBRIEF:
        draw_debrief(is_arabic, frame);
        break;
    case FIXTURE_WELCOME:
        draw_welcome(is_arabic, frame);
        break;
    case FIXTURE_BRIEF:
        draw_brief(is_arabic, frame);
        break;
    case FIXTURE_LIST:
        draw_list(is_arabic, SHELL_DEBRIEFS, frame);
        break;
    default:
        draw_list(is_arabic, SHELL_PROGRESS, frame);
        break;
    }
    frame->focus_id = frame->hover_id = frame->pressed_id = "";
}
