/* The parts screens are made of. Each draws itself into a rectangle (laid out left to right, in
 * device pixels), adds its element, and returns the width it took where that is of use. */
#ifndef UI_WIDGETS_H
#define UI_WIDGETS_H

#include "ui/ui.h"

void widget_card(struct ui *ui, struct rect rect);
void widget_rule(struct ui *ui, struct rect rect); /* a line of 1 px at the rectangle's top */

/* ---- small marks: centred in the rectangle's height, from its left ---- */

enum cap { CAP_PLAIN, CAP_ON_ACCENT, CAP_CHOSEN, CAP_OFF };
int widget_key(struct ui *ui, const char *key, enum cap look, struct rect rect);
int widget_key_width(struct ui *ui, const char *key);

enum tag {
    TAG_PLAIN,
    TAG_ACCENT,
    TAG_POSITIVE,
    TAG_CAUTION,
    TAG_DANGER,
    TAG_LIMIT,
    TAG_LINE,
    TAG_FULL
};
/* `icon` may be NULL. */
int widget_tag(struct ui *ui, const char *text, const char *icon, enum tag look, struct rect rect);
int widget_tag_width(struct ui *ui, const char *text, const char *icon);

/* An icon and words, as in a card's meta row; `icon_px` logical. */
int widget_meta(struct ui *ui, const char *icon, const char *text, struct text_style style,
                struct rect rect);
int widget_meta_width(struct ui *ui, const char *icon, const char *text, struct text_style style);

int widget_pips(struct ui *ui, int filled, struct rect rect); /* five squares */
void widget_avatar(struct ui *ui, const char *name, enum role fill, enum role text,
                   struct rect square);
/* "RA" of "Ruth Anselby". */
const char *widget_initials(struct ui *ui, const char *name);

/* Puts boxes of a width side by side, and on the next row when one is full. */
struct flow {
    struct rect area; /* its height does not matter */
    int x, y, row;    /* where the next goes; the row's height */
    int gap;
};
struct flow flow_start(struct rect area, int row, int gap);
struct rect flow_next(struct flow *flow, int w);
int flow_height(const struct flow *flow);

/* ---- buttons ---- */

enum button_look { BUTTON_PRIMARY, BUTTON_SECONDARY, BUTTON_QUIET, BUTTON_BARE };
struct button {
    const char *id, *label;
    const char *icon; /* or NULL */
    const char *key;  /* key cap, or NULL */
    enum button_look look;
    bool is_small, is_disabled, is_chosen;
    bool points_back, points_along; /* the icon is an arrow against or along the reading */
    bool has_menu;                  /* a chevron at the end */
    const char *hint;               /* why it is disabled, or what more to say; or NULL */
};
int button_width(struct ui *ui, const struct button *button);
int button_height(const struct ui *ui, const struct button *button);
struct element *button_draw(struct ui *ui, const struct button *button, struct rect rect);
/* At the left of `rect`, in the middle of its height, as wide as it is; returns the width. */
int button_at(struct ui *ui, const struct button *button, struct rect rect);
int button_at_end(struct ui *ui, const struct button *button, struct rect *rect); /* cuts it off */

/* ---- a row of cells of which one is chosen ---- */

struct segments {
    const char *id;
    const char *const *labels;
    int count, chosen; /* -1: none */
    bool is_error, is_disabled;
    const char *spoken;
};
void segments_draw(struct ui *ui, const struct segments *segments, struct rect rect);
/* Which cell a pointer is on, -1 outside. */
int segments_hit(const struct frame *frame, const char *id, int count, int x, int y);
/* What Left, Right, Home and End make of `chosen`; by what one sees. -1: not for it. */
int segments_key(const struct frame *frame, const struct ui_event *event, int chosen, int count);

/* ---- a list that drops down from a button ---- */

struct menu {
    const char *id; /* items are "ID.0", "ID.1" … */
    const char *const *labels;
    int count;
    unsigned chosen;          /* bit N: item N */
    bool takes_several;       /* items but the first have boxes to tick */
    struct rect anchor;       /* of the button */
    struct ui_scroll *scroll; /* where the window is too low for all */
};
void menu_draw(struct ui *ui, const struct menu *menu);

/* ---- over everything else ---- */

/* Scrim and card in the middle; what is behind can no longer be reached. Returns the rectangle
 * inside the card. `height` is that of the content in device px. */
struct rect dialog_begin(struct ui *ui, int logical_width, int height);

struct dialog {
    const char *icon;
    bool is_danger;
    const char *title, *text;
    struct button buttons[2]; /* label NULL: not there; the first is the one Enter presses */
};
void dialog_draw(struct ui *ui, const struct dialog *dialog);

/* A sentence at the bottom of `area`, as wide as it needs to be. */
void widget_toast(struct ui *ui, const char *text, bool is_bad, struct rect area);

/* An empty state: icon, title, sentence and perhaps one button, in a card. Returns its height. */
struct empty {
    const char *icon, *title, *text;
    bool is_danger;
    struct button button; /* label NULL: none */
};
int empty_draw(struct ui *ui, const struct empty *empty, struct rect rect);

#endif
