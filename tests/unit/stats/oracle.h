/* Reading of the verification numbers in tests/data/oracle, and comparisons with a tolerance. */
#ifndef TEST_ORACLE_H
#define TEST_ORACLE_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

struct table {
    int rows, columns;
    double *cell; /* row by row; NAN where blank, "NA" or not a number */
    char **name;  /* of the columns */
    char **text;  /* every cell as written */
};

/* `path` below tests/data/oracle. They fail the test when the file is not there. */
struct table *table_load(const char *path);
void table_free(struct table *table);
double table_at(const struct table *table, int row, const char *column);
cJSON *oracle_json(const char *path);

/* "a|b|c"; a whole number steps into an array. Fails the test when it is not there. */
const cJSON *json_at(const cJSON *json, const char *path);
double json_number(const cJSON *json, const char *path); /* NAN for null */

/* |got − want| ≤ tolerance × max(1, |want|) for `close`, ≤ tolerance × |want| for `close_relative`
 * (the latter down to 1e-300). NAN agrees with NAN only. */
#define assert_close(got, want, tolerance)                                                         \
    check_close(got, want, tolerance, false, __FILE__, __LINE__)
#define assert_close_relative(got, want, tolerance)                                                \
    check_close(got, want, tolerance, true, __FILE__, __LINE__)
void check_close(double got, double want, double tolerance, bool relative, const char *file,
                 int line);

#endif
