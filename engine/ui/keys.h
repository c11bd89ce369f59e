/* The keys of a screen in one table, from which the handlers read what a press means and the list
 * of keys what to say, so that no key works without being named and none is named without working.
 */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include "ui/ui.h"

enum { KEYS_PLAIN = 0, KEYS_SHIFT = 1, KEYS_CTRL = 2, KEYS_ANY_SHIFT = 4 };

struct key_row {
    int from, to;     /* enum ui_key; to 0: `from` alone; from 0: the row only tells */
    unsigned with;    /* KEYS_… */
    int command;      /* the screen's own number, 0 or more */
    const char *caps; /* as the list of keys shows them; NULL: told by another row */
    int what;         /* STR_…: what the key does */
};
struct key_table {
    const struct key_row *rows;
    int count;
};

/* The row's command, or -1. *offset: how far the key is from the row's first. With `no_letters`,
 * letters without Ctrl mean nothing. */
int keys_find(const struct key_table *table, const struct ui_event *event, bool no_letters,
              int *offset);

/* How many rows the tables tell of, and those rows from the top of `rect`: key caps, words, and the
 * elements "key.0" …. Returns the height. */
int keys_told(const struct key_table *const *tables, int count);
int keys_draw(struct ui *ui, const struct key_table *const *tables, int count, struct rect rect);

#endif
