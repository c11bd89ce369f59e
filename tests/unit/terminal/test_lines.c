/* What is typed, and what is dropped of it. */
#include "terminal/lines.h"

#include "support/cmocka.h"

#include <string.h>
#include <unistd.h>

/* Standard input becomes a pipe that the test writes to. */
static int open_input(void) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    return ends[1];
}

static void type(int input, const char *text) {
    assert_int_equal(write(input, text, strlen(text)), (ssize_t)strlen(text));
}

static void expect(struct lines *lines, enum line_result result, const char *text) {
    struct buf line = {0};
    assert_int_equal(lines_next(lines, -1, &line), result);
    if (text)
        assert_string_equal(buf_cstr(&line), text);
    buf_finish(&line);
}

static void what_waits_is_dropped(void **state) {
    (void)state;
    int input = open_input();
    static struct lines lines;
    type(input, "kept\nread ahead\n");
    expect(&lines, LINE_READ, "kept");
    type(input, "still in the pipe\nbeg");
    assert_int_equal(lines_drop(&lines), 2);
    type(input, "un before\nafter\n");
    expect(&lines, LINE_DROPPED, NULL); /* its beginning was typed before */
    expect(&lines, LINE_READ, "after");
    assert_int_equal(lines_drop(&lines), 0);
    type(input, "next\n");
    expect(&lines, LINE_READ, "next");
    type(input, "the last, without an end");
    assert_int_equal(lines_drop(&lines), 0);
    close(input);
    expect(&lines, LINE_END, NULL);
}

static void dropping_ends_where_input_does(void **state) {
    (void)state;
    int input = open_input();
    static struct lines lines;
    static char much[40000]; /* more than the buffer, in one line, and a second */
    memset(much, 'x', sizeof much);
    much[sizeof much - 2] = '\n';
    much[sizeof much - 1] = 'y';
    assert_int_equal(write(input, much, sizeof much), (ssize_t)sizeof much);
    assert_int_equal(lines_drop(&lines), 1);
    type(input, "z\nafter\n");
    expect(&lines, LINE_DROPPED, NULL);
    expect(&lines, LINE_READ, "after");
    close(input);
    assert_int_equal(lines_drop(&lines), 0);
    expect(&lines, LINE_END, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_waits_is_dropped),
                                       cmocka_unit_test(dropping_ends_where_input_does)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
