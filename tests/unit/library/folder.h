/* A folder of its own for each test. */
#ifndef LIBRARY_FOLDER_H
#define LIBRARY_FOLDER_H

#include "library/paths.h"

int folder_begin(void **state); /* for cmocka: before and after a test */
int folder_end(void **state);

const char *folder_root(void);
const char *folder_at(const char *name); /* valid for eight calls */

/* Writes a file, with the folders above it. */
void folder_put(const char *name, const char *text);

/* A call that loads: `id`, and `options` inside of its only scene (NULL: one plain option). */
void folder_call(const char *name, const char *id, const char *options);

/* shipped/ and home/ of the folder; fonts and icons of the source tree. */
void folder_paths(struct paths *paths);

#endif
