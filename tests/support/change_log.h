/* Logs that somebody changed: by hand, or by one who knows how the chain is made. */
#ifndef TESTS_CHANGE_LOG_H
#define TESTS_CHANGE_LOG_H

/* A copy with the first `from` turned into `to`; the test fails where there is none. The caller
 * frees it. */
char *log_replaced(const char *log, const char *from, const char *to);

/* The same for every `from` there is. */
char *log_replaced_all(const char *log, const char *from, const char *to);

/* A copy with every `prev` as it must be, one log or several behind each other; freed likewise. */
char *log_rechained(const char *log);

#endif
