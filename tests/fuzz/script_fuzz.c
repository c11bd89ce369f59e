/* libFuzzer: any bytes as a scenario. Nothing may crash, leak or hang; what loads must explore, and
 * load again from its own text to the same nodes.
 *
 * CC=clang meson setup BUILD -Db_sanitize=address,undefined -Db_lundef=false
 *     -Dc_args=-fsanitize=fuzzer-no-link
 * ninja -C BUILD tests/unit/script/fuzz-script
 * BUILD/tests/unit/script/fuzz-script -max_len=20000 -timeout=10 -dict=tests/fuzz/script.dict
 * CORPUS
 *
 * CORPUS: a copy of what lies in tests/content/good, tests/content/bad and below scenarios. */
#include "script/script.h"
#include "session/explore.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char other[] = "expert \"a\" \"A\"\ncard \"c\" { title = \"C\" }\n";

static struct scenario *load(const char *text, size_t len, struct script_report *report) {
    struct source sources[] = {{"root.lua", text, len}, {"other.lua", other, sizeof other - 1}};
    struct err err = {0};
    struct scenario *scenario = script_load_memory(sources, 2, "root.lua", report, &err);
    if (!scenario != (err.code != ERR_NONE) || (scenario && report->errors))
        abort();
    return scenario;
}

static void compare(const struct scenario *scenario, const char *text, size_t len) {
    struct script_report report = {0};
    struct scenario *again = load(text, len, &report);
    if (!again || again->scene_count != scenario->scene_count)
        abort();
    for (int i = 0; i < scenario->scene_count; i++)
        if (strcmp(scenario->scenes[i].node, again->scenes[i].node) != 0)
            abort();
    scenario_destroy(again);
    script_report_finish(&report);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct script_report report = {0};
    struct buf text = {0};
    struct scenario *scenario = load((const char *)bytes, len, &report);
    for (int i = 0; i < report.count; i++)
        diagnostic_format(&report.items[i], &text);
    if (scenario) {
        struct explore_limits limits = {.states = 500, .work = 20000};
        struct explore_result found;
        struct err err = {0};
        if (explore_run(scenario, &limits, &found, &err))
            explore_finish(&found);
        compare(scenario, (const char *)bytes, len);
    }
    scenario_destroy(scenario);
    script_report_finish(&report);
    buf_finish(&text);
    return 0;
}
