/* What trainers mistype, one mistake at a time: each is told once, at its own line and column, with
 * the words that fix it. A `§` in what is written shows where the finding belongs. */
#include "base/utf8.h"
#include "script/script.h"
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char clean[] =
    "scenario \"hotel/late\" {\n"
    "  format  = 1,\n"
    "  version = 1,\n"
    "  title   = \"The room is gone\",\n"
    "  start   = \"desk\",\n"
    "  agent   = { role = \"Night desk\", limit = 80 },\n"
    "  vars    = { refund = 0, calls = 0 },\n"
    "  mood    = { anger = 40, trust = 50 },\n"
    "}\n"
    "expert \"lead\" \"Front office lead, 9 years\"\n"
    "expert \"owner\" \"Owner, 20 years\"\n"
    "card \"booking\" {\n"
    "  title = \"Booking\",\n"
    "  facts = {\n"
    "    { \"Arrival\", \"9 May\" },\n"
    "    { \"Guarantee\", \"card on file\", closed = \"hold\" },\n"
    "  },\n"
    "}\n"
    "scene \"desk\" {\n"
    "  customer = {\n"
    "    { when = \"anger > 60\", \"I paid for this room.\" },\n"
    "    \"You have my card.\",\n"
    "  },\n"
    "  seconds = 40,\n"
    "  timeout = { to = \"gone\", add = { anger = 10 } },\n"
    "  panel   = {\n"
    "    options = \"walk deny\",\n"
    "    lead    = { \"7 1\", \"Find her a bed first.\" },\n"
    "    owner   = { \"6 2\", \"It was our fault.\" },\n"
    "  },\n"
    "  option \"walk\" {\n"
    "    say = \"I will find you a room next door.\",\n"
    "    to  = \"kept\", set = { refund = 80 }, stance = \"act\" },\n"
    "  option \"deny\" {\n"
    "    say = \"There is nothing free.\",\n"
    "    to  = \"gone\", stance = \"refuse\" },\n"
    "}\n"
    "ending \"kept\" {\n"
    "  title   = \"She stays\",\n"
    "  outcome = { resolved = true, retained = true, csat = 4, cost = 80 },\n"
    "}\n"
    "ending \"gone\" {\n"
    "  title   = \"She leaves\",\n"
    "  outcome = { resolved = false, csat = 1 },\n"
    "}\n";

static const struct mistake {
    const char *from, *to; /* the first `from` is replaced */
    int code;
    const char *words; /* in the message or the fix */
} mistakes[] = {
    /* words without quotation marks */
    {"stance = \"act\"", "stance = §act", E104, "write stance = \"act\""},
    {"resolved = true", "resolved = §yes", E104, "write resolved = true"},
    {"retained = true", "retained = §False", E104, "write retained = false"},
    {"to  = \"kept\"", "to  = §kept", E104, "write to = \"kept\""},
    {"when = \"anger > 60\"", "when = §anger > 60", E104, "when = \"anger > 60\""},
    {"title = \"Booking\"", "title = §Booking", E104, "\"Booking\""},
    {"{ \"Arrival\", \"9 May\" }", "{ §Arrival, \"9 May\" }", E104, "write \"Arrival\""},
    {"\"There is nothing free.\"", "\"There is \" .. §nothing .. \" free.\"", E104, "{nothing}"},
    {"say = \"There is nothing free.\"", "say = §nil", E104, "nil"},
    /* keys */
    {"stance = \"act\"", "stance = \"act\", §set = { calls = 1 }", E122, "line 33"},
    {"to  = \"gone\", stance", "to  = \"gone\", §say = \"Sorry.\", stance", E122, "line 35"},
    {"    owner   = {", "    §lead    = {", E122, "line 28"},
    {"stance = \"act\"", "§stanse = \"act\"", E103, "\"stance\""},
    {"say = \"There", "§Say = \"There", E103, "\"say\""},
    {"  timeout = {", "  §timout = {", E103, "\"timeout\""},
    {"title   = \"The", "§tittle = \"The", E103, "\"title\""},
    {"start   = \"desk\"", "§start   = \"dest\"", E107, "\"desk\""},
    {"to = \"gone\", add", "§to = \"gon\", add", E106, "\"gone\""},
    {"set = { refund = 80 }", "set = { §refnd = 80 }", E111, "\"refund\""},
    {"set = { refund = 80 }", "set = { §refund = \"80\" }", E112, "write 80"},
    {"set = { refund = 80 }", "set = { refund = 1,§200 }", E112, "1200 for 1,200"},
    {"refund = 0, calls", "§refund = false, calls", E112, "write 0"},
    {"limit = 80", "§limit = \"80 euros\"", E112, "write 80"},
    {"cost = 80", "§cost = 80.50", E112, "round it"},
    {"csat = 4", "§csat = 9", E112, "1 to 5"},
    {"\"7 1\"", "§\"7 8\"", E112, "1 to 7"},
    {"lead    = { \"7 1\",", "§lead    = { 7, 1,", E112, "\"7 1\""},
    {"lead    = { \"7 1\",", "§lead    = { walk = 7, deny = 1,", E112, "\"7 1\""},
    {"\"walk deny\"", "\"walk\"", E110, "deny"},
    {"{ \"Arrival\", \"9 May\" }", "§\"Arrival: 9 May\"", E112, "{ \"Arrival\", \"9 May\" }"},
    {"ending \"gone\" {", "§ending \"Gone\" {", E120, "\"gone\""},
    {"option \"deny\" {", "§option \"den\u0443\" {", E120, "\\u{443}"},
    {"stance = \"refuse\"", "§stance = \"refus\u0435\"", E112, "\"refuse\""},
    {"when = \"anger > 60\"", "§when = \"anger >= 60 && trust < 9\"", E112, "write and for &&"},
    {"when = \"anger > 60\"", "§when = \"anger != 60\"", E112, "write ~= for !="},
    {"when = \"anger > 60\"", "§when = \"angr > 60\"", E104, "'anger'"},
    {"scene \"desk\" {", "§Scene \"desk\" {", E101, "'scene'"},
    {"  option \"deny\" {", "  §Option \"deny\" {", E101, "'option'"},
    {"card \"booking\" {", "§card {", E112, "id"},
    /* commas */
    {"format  = 1,", "format  = §1", E101, "comma"},
    {"title   = \"The room is gone\",", "title   = \"The room is gone§\"", E101, "comma"},
    {"{ \"Arrival\", \"9 May\" },", "{ \"Arrival\", \"9 May\" §}", E101, "comma"},
    {"stance = \"act\" },", "stance = \"act\" §}", E101, "comma"},
    {"It was our fault.\" },\n  },", "It was our fault.\" },\n  §}", E101, "comma"},
    {"version = 1,", "version = 1§.", E101, "full stop"},
    {"start   = \"desk\",", "start   = \"desk\"§.", E101, "full stop"},
    {"start   = \"desk\",", "start   = \"desk\"§\u060c", E101, "an Arabic comma"},
    {"start   = \"desk\",", "start   = \"desk\"§\uff0c", E101, "a full-width comma"},
    {"expert \"lead\" \"", "expert \"lead\"§, \"", E101, "no comma"},
    {"format  = 1,", "format  = 1,§,", E101, "comma"},
    /* quotation marks */
    {"\"There is nothing free.\"", "§\u201cThere is nothing free.\u201d", E101, "straight"},
    {"\"There is nothing free.\"", "§\u00abThere is nothing free.\u00bb", E101, "guillemet"},
    {"\"There is nothing free.\"", "§`There is nothing free.`", E101, "backtick"},
    {"\"There is nothing free.\",", "§\"There is nothing free.,", E101, "not closed"},
    {"There is nothing free.", "There is §\"nothing\" free.", E101, "inside"},
    {"\"7 1\", \"Find", "\"7 1, §\"Find", E101, "do not pair"},
    {"\"There is nothing free.\"", "§There is nothing free.", E101, "without quotation marks"},
    {"ending \"gone\" {", "ending §gone {", E101, "ending \"gone\""},
    {"\"There is nothing free.\"", "\"See §\\Desk.\"", E101, "backslash"},
    {"\"There is nothing free.\"", "§[[There is nothing free.", E101, "]]"},
    /* brackets */
    {"stance = \"act\" },", "stance = \"act\"§,", E101, "option \"walk\", opened in line 31"},
    {"{\n  title   = \"She leaves\",\n  outcome = { resolved = false, csat = 1 },\n}\n",
     "§{\n  title   = \"She leaves\",\n  outcome = { resolved = false, csat = 1 },\n", E101,
     "ending \"gone\""},
    {"closed = \"hold\" },\n  },\n}", "closed = \"hold\" },\n  }§,\n", E101, "card \"booking\""},
    {"trust = 50 },\n}", "trust = 50 },\n}§}", E101, "too many"},
    {"agent   = { role = \"Night desk\", limit = 80 },",
     "agent   = §( role = \"Night desk\", limit = 80 ),", E101, "braces"},
    {"facts = {\n", "facts = §[\n", E101, "braces"},
    {"scene \"desk\" {", "scene §= \"desk\" {", E101, "no ="},
    {"outcome = { resolved = true,", "outcome = §resolved = true,", E101, "{ is missing"},
    {"option \"deny\" {", "option \"deny§\"", E101, "{ is missing"},
    {"scene \"desk\" {", "scene \"desk§\"", E101, "{ is missing"},
    {"card.\",\n  },", "card.\"§,", E101, "'customer', opened in line 20"},
    {"{ \"7 1\", \"Find her a bed first.\" },", "{ \"7 1\", \"Find her a bed first.\"§,", E101,
     "'lead', opened in line 28"},
    {"option \"walk\" {", "§option \"walk\", {", E112, "without a comma"},
    /* texts and numbers */
    {"\"There is nothing free.\"", "\"There is nothing\" + \"free.\"", E101, "two dots"},
    {"\"There is nothing free.\"", "§\"There is\n nothing free.\"", E101, "not closed"},
    {"\"There is nothing free.\"", "\"There is§\" \"nothing free.\"", E101, "join two texts"},
    {"  seconds = 40,", "  seconds = §40s,", E101, "number alone"},
    {"cost = 80", "cost = 80§\u20ac", E101, "number alone"},
    {"scenario \"hotel/late\" {", "include §shared/staff.lua\nscenario \"hotel/late\" {", E101,
     "include \"file.lua\""},
    {"resolved = true", "resolved = §null", E104, "leave"},
    {"say = \"There", "§say \"There", E101, "write say ="},
    /* other languages */
    {"format  = 1", "format§: 1", E101, "not a colon"},
    {"format  = 1", "§\"format\" = 1", E101, "write format ="},
    {"format  = 1", "§\"format\": 1", E101, "write format ="},
    {"format  = 1", "format §-> 1", E101, "write ="},
    {"format  = 1", "format §=> 1", E101, "write ="},
    {"format  = 1", "format  = §+1", E101, "no +"},
    {"anger = 10 }", "anger = 10§% }", E101, "percent"},
    {"format  = 1,", "format  = 1, §// first", E101, "--"},
    {"scene \"desk\" {", "§# the desk\nscene \"desk\" {", E101, "--"},
    {"scene \"desk\" {", "§<!-- the desk -->\nscene \"desk\" {", E101, "--"},
    {"  seconds = 40,", "  §if anger then\n  seconds = 40,\n  end", E101, "when"},
    {"  seconds = 40,", "  seconds §40,", E101, "= is missing"},
    {"  seconds = 40,", "  seconds = §\u00a040,", E101, "no-break space"},
    {"scene \"desk\" {", "<<<<<<< ours\nscene \"desk\" {", E101, "conflict"},
    {"scene \"desk\" {", "local §function f()\nscene \"desk\" {", E101, "no `end`"},
    {"scene \"desk\" {", "for x in §pairs({}) do end\nscene \"desk\" {", E101, "list and ipairs"},
};

struct made {
    char *text;
    int line, column; /* of the §; 0: none */
};

static struct made make(const struct mistake *mistake) {
    static const char mark[] = "\u00a7";
    const char *at = strstr(clean, mistake->from);
    struct buf text = {0};
    assert_non_null(at);
    buf_add(&text, clean, (size_t)(at - clean));
    buf_text(&text, mistake->to);
    buf_text(&text, at + strlen(mistake->from));
    struct made made = {.text = text.data};
    char *place = strstr(made.text, mark);
    if (!place)
        return made;
    memmove(place, place + strlen(mark), strlen(place + strlen(mark)) + 1);
    const char *line = place;
    while (line > made.text && line[-1] != '\n')
        line--;
    made.line = 1;
    for (const char *c = made.text; c < line; c++)
        made.line += *c == '\n';
    made.column = 1 + (int)utf8_length(line, (size_t)(place - line));
    return made;
}

static struct scenario *load(const char *text, int rules, struct script_report *report) {
    struct source source = {"late.lua", text, strlen(text)};
    struct err err = {0};
    return script_load_bundle(&source, 1, "late.lua", rules, report, &err);
}

static bool says(const struct diagnostic *item, const char *words) {
    return strstr(item->text, words) || (item->fix && strstr(item->fix, words));
}

static void print_report(const char *what, const struct script_report *report) {
    struct buf text = {0};
    for (int i = 0; i < report->count; i++) {
        buf_printf(&text, "  %d: ", report->items[i].place.column);
        diagnostic_format(&report->items[i], &text);
        buf_char(&text, '\n');
    }
    print_error("%s:\n%s", what, buf_cstr(&text));
    buf_finish(&text);
}

static void test_clean(void **state) {
    (void)state;
    struct script_report report = {0};
    struct scenario *scenario = load(clean, 0, &report);
    if (!scenario)
        print_report("clean", &report);
    assert_non_null(scenario);
    assert_int_equal(report.count, 0);
    scenario_destroy(scenario);
    script_report_finish(&report);
}

static void test_mistakes(void **state) {
    (void)state;
    int failures = 0;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct script_report report = {0};
        struct made made = make(&mistakes[i]);
        struct scenario *scenario = load(made.text, 0, &report);
        const struct diagnostic *item = report.count ? &report.items[0] : NULL;
        if (scenario || report.errors != 1 || item->code != mistakes[i].code ||
            !says(item, mistakes[i].words) ||
            (made.line && (item->place.line != made.line || item->place.column != made.column))) {
            char what[300];
            snprintf(what, sizeof what, "%s (E%d at %d:%d)", mistakes[i].to, mistakes[i].code,
                     made.line, made.column);
            print_report(what, &report);
            failures++;
        }
        scenario_destroy(scenario);
        script_report_finish(&report);
        free(made.text);
    }
    assert_int_equal(failures, 0);
}

/* ---- the bundle of an old log ---------------------------------------------------------------- */

static const struct lenient {
    const char *from, *to;
    int code;
} lenients[] = {
    {"stance = \"act\"", "stance = act", E104},
    {"retained = true", "retained = False", E104},
    {"csat = 4", "csat = nil", E104},
    {"stance = \"act\"", "stance = \"act\", stance = \"inform\"", E122},
    {"title   = \"The room is gone\"", "title   = \"\u200b\"", E112},
    {"title   = \"The room is gone\"", "title   = \"The room\\nis gone\"", E116},
    {"scenario \"hotel/late\"", "scenario \"hotel/con\"", E120},
};

static void test_lenient(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof lenients / sizeof *lenients; i++) {
        struct script_report report = {0};
        struct mistake mistake = {lenients[i].from, lenients[i].to, lenients[i].code, ""};
        struct made made = make(&mistake);
        struct scenario *scenario = load(made.text, 1, &report);
        if (!scenario || report.errors || report.warnings != 1)
            print_report(lenients[i].to, &report);
        assert_non_null(scenario);
        assert_int_equal(report.errors, 0);
        assert_int_equal(report.warnings, 1);
        assert_int_equal(report.items[0].code, lenients[i].code);
        assert_int_equal(report.items[0].severity, SEVERITY_WARNING);
        scenario_destroy(scenario);
        assert_null(load(made.text, SCRIPT_RULES_STRICT, &report));
        assert_int_equal(report.errors, 1);
        script_report_finish(&report);
        free(made.text);
    }
}

/* A bare word is an absent key and the last of two keys holds, as it was played. */
static void test_read_as_then(void **state) {
    (void)state;
    struct mistake mistake = {"stance = \"act\"", "stance = act, team = \"One\", team = \"Two\"",
                              E104, ""};
    struct script_report report = {0};
    struct made made = make(&mistake);
    struct scenario *scenario = load(made.text, 1, &report);
    assert_non_null(scenario);
    assert_int_equal(report.warnings, 2);
    assert_int_equal(scenario->scenes[0].options[0].stance, STANCE_NONE);
    assert_string_equal(scenario->scenes[0].options[0].team, "Two");
    scenario_destroy(scenario);
    script_report_finish(&report);
    free(made.text);
}

/* Words of Lua's own that do not exist here are nil in an old bundle, and nothing else. */
static void test_absent(void **state) {
    (void)state;
    static const char *const names[] = {"pairs",        "next",     "pcall",  "load",
                                        "os",           "io",       "rawset", "collectgarbage",
                                        "coroutine",    "debug",    "_G",     "require",
                                        "setmetatable", "_VERSION", "dofile"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buf text = {0};
        struct script_report report = {0};
        buf_printf(&text, "%sassert(%s == nil)\n", clean, names[i]);
        struct scenario *scenario = load(buf_cstr(&text), 1, &report);
        assert_non_null(scenario);
        scenario_destroy(scenario);
        assert_null(load(buf_cstr(&text), 0, &report));
        script_report_finish(&report);
        buf_finish(&text);
    }
}

/* Messages quote what stands in the file; none of it may begin a line or hide. */
static void test_visible(void **state) {
    (void)state;
    static const struct mistake hidden[] = {
        {"stance = \"act\"", "stance = \"act\\n::error::forged\"", E112, "act\\u{a}::error"},
        {"set = { refund = 80 }", "set = { [\"re\\nfund\"] = 80 }", E111, "re\\u{a}fund"},
        {"to  = \"kept\"", "to  = \"kept\\u{202e}\"", E106, "kept\\u{202e}"},
        {"when = \"anger > 60\"", "when = \"anger\\n@ 60\"", E112, "anger\\u{a}"},
        {"csat = 4,", "csat = 4, [\"csat \\u{200b}\"] = 1,", E103, "\\u{200b}"},
    };
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        struct script_report report = {0};
        struct made made = make(&hidden[i]);
        assert_null(load(made.text, 0, &report));
        assert_int_equal(report.items[0].code, hidden[i].code);
        if (!says(&report.items[0], hidden[i].words))
            print_report(hidden[i].words, &report);
        assert_true(says(&report.items[0], hidden[i].words));
        assert_null(strchr(report.items[0].text, '\n'));
        script_report_finish(&report);
        free(made.text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean),   cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_lenient), cmocka_unit_test(test_read_as_then),
        cmocka_unit_test(test_absent),  cmocka_unit_test(test_visible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
