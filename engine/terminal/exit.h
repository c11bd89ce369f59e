/* How the program ends, and the one way an error is told on the terminal. */
#ifndef TERMINAL_EXIT_H
#define TERMINAL_EXIT_H

#include "base/err.h"

enum exit_status {
    EXIT_DONE = 0,
    EXIT_CONTENT = 1, /* the content has errors or did not verify */
    EXIT_USAGE = 2,
    EXIT_UNABLE = 3, /* I/O, memory, display, locked */
};
enum exit_status exit_of(const struct err *err);

/* Prints the error and gives the exit status. */
enum exit_status fail(const struct err *err);

#endif
