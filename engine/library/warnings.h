/* Every warning of a scenario: what the lint room finds, and what needs the icons and fonts that
 * ship. */
#ifndef LIBRARY_WARNINGS_H
#define LIBRARY_WARNINGS_H

#include "library/findings.h"
#include "library/glyphs.h"
#include "library/key_places.h"

struct warnings {
    const struct scenario *scenario;
    const struct explore_result *explored;
    const char *assets;                   /* NULL: icons are not known */
    const struct glyphs_of_fonts *glyphs; /* NULL: fonts are not known */
    struct findings *findings;
    struct key_places places; /* made by warnings_add */
};

bool warnings_add(const struct warnings *warnings, struct err *err);

/* Only W219; `explored` and `assets` may be NULL. False: out of memory. */
bool warnings_add_glyphs(const struct warnings *warnings);

#endif
