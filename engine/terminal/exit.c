#include "terminal/exit.h"

#include "terminal/print.h"

enum exit_status exit_of(const struct err *err) {
    switch (err->code) {
    case ERR_NONE:
        return EXIT_DONE;
    case ERR_USAGE:
        return EXIT_USAGE;
    case ERR_CONTENT:
    case ERR_VERIFY:
        return EXIT_CONTENT;
    default:
        return EXIT_UNABLE;
    }
}

enum exit_status fail(const struct err *err) {
    print_error("offscript: %s\n", err->text[0] ? err->text : "failed");
    return exit_of(err);
}
