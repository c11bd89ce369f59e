/* The keys of the screens: one table each, and those that are the same everywhere. */
#ifndef VIEW_SCREEN_KEYS_H
#define VIEW_SCREEN_KEYS_H

#include "ui/keys.h"
#include "view/ui_command.h"

/* Larger, smaller, normal text; commands are enum ui_do. */
extern const struct key_table text_keys;
/* Ways through a screen, find, the list of keys. */
enum { COMMON_KEY_LIST, COMMON_KEY_FIND };
extern const struct key_table common_keys;

enum call_key {
    CALL_KEY_OPTION, /* offset 0: the first */
    CALL_KEY_ESCALATE,
    CALL_KEY_SURE, /* offset 0: 0 % */
    CALL_KEY_WHY,
    CALL_KEY_RECORD,
    CALL_KEY_PAUSE
};
extern const struct key_table call_key_table;

enum debrief_key { DEBRIEF_KEY_AGAIN, DEBRIEF_KEY_DISPUTE };
extern const struct key_table debrief_key_table;

/* Text size by key, on every screen. True: it was one of them. */
bool text_size_key(const struct ui_event *event, struct ui_command *out);

/* All tables in the order in which the list of keys tells of them. */
const struct key_table *const *all_key_tables(int *count);

#endif
