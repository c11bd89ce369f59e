/* A screen more: screen_dummy.c and a row in screens_dummy.inc, and nothing else is touched. */
#include "fake_window.h"

#include "app/app.h"
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void a_screen_more_is_a_file_and_a_row(void **state) {
    (void)state;
    char home[] = "/tmp/offscript-app-XXXXXX";
    struct paths paths;
    struct settings settings;
    struct err err = {0};
    assert_non_null(mkdtemp(home));
    setenv("OFFSCRIPT_HOME", home, 1);
    setenv("OFFSCRIPT_DATA", getenv("OFFSCRIPT_SOURCE"), 1);
    assert_true(paths_find(&paths, &err) && settings_load(&paths, &settings, &err));
    settings.is_welcomed = true;
    struct app_setup setup = {
        .paths = &paths, .settings = &settings, .logs = paths.logs, .agent = "ines"};
    static const char *const steps[] = {"see dummy",      "press dummy", "see again",
                                        "press again",    "see empty",   "gone again",
                                        "press nav.home", "see again",   NULL};
    fake_window_script(steps);
    assert_int_equal(app_run(&setup, &err), 0);
    if (fake_window_trouble())
        fail_msg("%s", fake_window_trouble());
    char line[100] = "rm -rf ";
    assert_int_equal(system(strcat(line, home)), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_screen_more_is_a_file_and_a_row)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
