#include "support/cmocka.h"
#include "support/small_scenario.h"

#include "model/text.h"

#include <string.h>

#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"

static const struct {
    const char *text, *plain, *isolated;
} texts[] = {
    {"", "", ""},
    {"No braces.", "No braces.", "No braces."},
    {"{customer.name}", "Dana Okafor", FSI "Dana Okafor" PDI},
    {"Dear {agent.name}, hello.", "Dear Ines, hello.", "Dear " FSI "Ines" PDI ", hello."},
    {"{credit} and {asks}", "-250 and 3", FSI "-250" PDI " and " FSI "3" PDI},
    {"{anger}{trust}",
     "70"
     "20",
     FSI "70" PDI FSI "20" PDI},
    {"{{credit}}", "{credit}", "{credit}"},
    {"{{{credit}}}", "{-250}", "{" FSI "-250" PDI "}"},
    {"a {{ b }} c", "a { b } c", "a { b } c"},
    {"{{{{", "{{", "{{"},
};

static void expansion(void **state) {
    (void)state;
    struct scenario *scenario = small_scenario();
    int32_t slots[64] = {[SLOT_ANGER] = 70, [SLOT_TRUST] = 20};
    slots[scenario_slot(scenario, "credit", 6)] = -250;
    slots[scenario_slot(scenario, "asks", 4)] = 3;
    struct buf out = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        buf_clear(&out);
        text_expand(scenario, slots, "Ines", texts[i].text, false, &out);
        assert_string_equal(buf_cstr(&out), texts[i].plain);
        buf_clear(&out);
        text_expand(scenario, slots, "Ines", texts[i].text, true, &out);
        assert_string_equal(buf_cstr(&out), texts[i].isolated);
        const char *start;
        size_t len;
        assert_true(text_check(scenario, texts[i].text, &start, &len));
    }
    buf_finish(&out);
    scenario_destroy(scenario);
}

static void without_a_session(void **state) {
    (void)state;
    struct scenario *scenario = small_scenario();
    struct buf out = {0};
    text_expand(scenario, NULL, NULL, "{agent.name}: {anger} {trust} {asks} {credit}", false, &out);
    assert_string_equal(buf_cstr(&out), "the agent: 55 40 7 0");
    buf_clear(&out);
    text_expand(scenario, NULL, "", "{agent.name}", false, &out);
    assert_string_equal(buf_cstr(&out), "the agent");
    buf_finish(&out);
    scenario_destroy(scenario);
}

static void what_is_unknown(void **state) {
    (void)state;
    static const struct {
        const char *text, *names;
    } cases[] = {
        {"Hello {nobody}.", "nobody"},
        {"{customer.age}", "customer.age"},
        {"{agent}", "agent"},
        {"{}", ""},
        {"{ credit }", " credit "},
        {"{Credit}", "Credit"},
        {"{seen.account}", "seen.account"}, /* counters are not shown */
        {"{visits.opening}", "visits.opening"},
        {"open {credit", "{"},
        {"credit} closed", "}"},
        {"fine {credit}, then }", "}"},
        {"{cre{dit}", "cre{dit"},
        {"{{credit}", "}"},
    };
    struct scenario *scenario = small_scenario();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *start;
        size_t len;
        if (text_check(scenario, cases[i].text, &start, &len))
            fail_msg("\"%s\" must be refused", cases[i].text);
        if (len != strlen(cases[i].names) || memcmp(start, cases[i].names, len) != 0)
            fail_msg("\"%s\": named \"%.*s\"", cases[i].text, (int)len, start);
        struct buf out = {0}; /* and expanding it all the same ends, without a crash */
        text_expand(scenario, NULL, NULL, cases[i].text, true, &out);
        buf_finish(&out);
    }
    scenario_destroy(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expansion),
        cmocka_unit_test(without_a_session),
        cmocka_unit_test(what_is_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
