/* What every screen stands on. A screen is laid out once, from left to right, in device pixels; the
 * drawing calls here mirror it at the last moment when the frame is right-to-left. Between two
 * pictures a screen keeps a `struct ui_state`: who has the focus, what the pointer is on. */
#ifndef UI_UI_H
#define UI_UI_H

#include "ui/catalogue.h"
#include "ui/frame.h"
#include "ui/input.h"
#include "ui/paragraph.h"

enum { UI_ID_MAX = 192 };

struct ui_state {
    char focus[UI_ID_MAX], hover[UI_ID_MAX], pressed[UI_ID_MAX];
    bool is_focus_visible;
    bool wants_reveal;     /* the focus moved by key: whatever scrolls must bring it into sight */
    bool is_dirty;         /* something changed that the next picture must show */
    bool is_high_contrast; /* the theme needs edges where the others do with fills */
};

/* A region that scrolls. Zeroed at first; `rect`, `content` are of the last picture. */
struct ui_scroll {
    int y;              /* device px hidden above */
    int content;        /* height of everything */
    struct rect rect;   /* where it was on screen (mirrored) */
    bool sticks_to_end; /* stays at the end while the content grows */
    bool is_away;       /* from the end: the person has scrolled back */
};

struct ui {
    struct frame *frame;
    struct ui_state *state;
    const struct catalogue *words;
    int region; /* of the elements added now */
    /* The innermost scroll area, and where the focused element in it is. */
    struct ui_scroll *scroll;
    struct rect focus_rect;
    bool is_focus_inside;
    bool draw_again; /* a scroll position changed: the picture must be made once more */
};

/* Points the frame at the state's focus, hover and pressed ids and empties it. */
void ui_begin(struct ui *ui, struct ui_state *state, struct frame *frame,
              const struct catalogue *words);

/* One picture of a screen. A picture is drawn once more when a scroll area moved to bring the focus
 * into sight, which only shows when it has been drawn:
 *
 *     struct ui_page page = {.state = &screen->ui, .frame = frame, .words = words, .is_rtl = rtl};
 *     while (ui_page_draws(&page, &ui)) { … one picture … } */
struct ui_page {
    struct ui_state *state;
    struct frame *frame;
    const struct catalogue *words;
    bool is_rtl;
    int drawn; /* pictures so far */
};
/* True: *ui is a fresh picture on the canvas' ground. False: it is finished, and so is the reveal.
 */
bool ui_page_draws(struct ui_page *page, struct ui *ui);
/* The whole window, in device px. */
struct rect ui_window(const struct ui *ui);

/* ---- lengths ---- */

int ui_px(const struct ui *ui, int logical); /* 0 stays 0; negative lengths mirror */
enum ui_width { UI_NARROW, UI_COMPACT, UI_NORMAL, UI_WIDE }; /* under 880, 1120, 1600; above */
enum ui_width ui_width_class(const struct ui *ui);

struct rect rect_inset(struct rect rect, int x, int y);
/* Cuts a strip off and returns it; never more than there is. */
struct rect rect_cut_left(struct rect *rect, int w);
struct rect rect_cut_right(struct rect *rect, int w);
struct rect rect_cut_top(struct rect *rect, int h);
struct rect rect_cut_bottom(struct rect *rect, int h);
/* A w × h box, centred in height, at the left or in the middle of `rect`. */
struct rect rect_middle(struct rect rect, int w, int h);
struct rect rect_center(struct rect rect, int w, int h);
bool rect_has(struct rect rect, int x, int y);

/* ---- drawing, mirrored where needed ---- */

struct rect ui_mirror(const struct ui *ui, struct rect rect);
void ui_fill(struct ui *ui, struct rect rect, enum role role, int radius);
void ui_fill_corners(struct ui *ui, struct rect rect, enum role role, int radius, uint8_t corners);
void ui_edge(struct ui *ui, struct rect rect, enum role role, int radius, int stroke);
void ui_edge_dashed(struct ui *ui, struct rect rect, enum role role, int radius, int stroke);
void ui_icon(struct ui *ui, const char *icon, struct rect rect, enum role role);
/* An arrow or chevron that points along the line of reading: turned around in a mirrored frame. */
void ui_icon_along(struct ui *ui, const char *icon, struct rect rect, enum role role,
                   bool points_back);
void ui_clip(struct ui *ui, struct rect rect);
void ui_unclip(struct ui *ui);
/* Lengths in tenths of a device pixel. An arc starts at the top and goes clockwise (in a mirrored
 * frame the other way round) for `permille` of the circle. */
void ui_arc(struct ui *ui, struct rect square, int permille, enum role role, int stroke);
void ui_dot(struct ui *ui, int cx, int cy, int radius, enum role role);
/* Moves the draws from `from` on before the one with number `at`: grounds whose size is known last.
 */
void ui_send_back(struct ui *ui, int at, int from);
struct ui_point {
    int x, y;
};
/* `stroke` 0: a filled shape. */
void ui_polyline(struct ui *ui, const struct ui_point *points, int count, enum role role,
                 int stroke);

/* ---- text ---- */

enum ui_size {
    SIZE_CAPTION, /* 12 / 16 */
    SIZE_SMALL,   /* 13 / 18 */
    SIZE_BODY,    /* 14 / 20 */
    SIZE_READING, /* 15 / 22 */
    SIZE_TITLE,   /* 17 / 24 */
    SIZE_HEADING, /* 20 / 28 */
    SIZE_DISPLAY, /* 26 / 32 */
};
struct text_style ui_style(enum ui_size size, enum font_weight weight, enum role role);

/* From the top of the rectangle, wrapped to its width. Returns its height in device px. */
int ui_text(struct ui *ui, const char *text, struct text_style style, struct rect rect);
/* In the middle of the rectangle's height. Returns the width drawn. */
int ui_label(struct ui *ui, const char *text, struct text_style style, struct rect rect);
int ui_text_width(struct ui *ui, const char *text, struct text_style style);
int ui_text_height(struct ui *ui, const char *text, struct text_style style, int width);

/* ---- words: by their number in the catalogue ---- */

const char *ui_str(const struct ui *ui, int str);
/* Fills {0}, {1} … from strings, up to a closing NULL; each is kept from turning the text around
 * it. */
const char *ui_format(struct ui *ui, int str, ...) __attribute__((sentinel));
/* The form of the string for this number, which is {0}; {1} … from strings as above. */
const char *ui_count(struct ui *ui, int str, long long number, ...) __attribute__((sentinel));
/* In the quotation marks of the text's own direction. */
const char *ui_quote(struct ui *ui, const char *text);
const char *ui_number(struct ui *ui, long long number);
const char *ui_clock(struct ui *ui, int64_t ms); /* "4:24", "1:02:03" */
/* Everything after the first part, joined with ". " (parts NULL or "" left out): what is spoken. */
const char *ui_join(struct ui *ui, const char *separator, ...) __attribute__((sentinel));

/* ---- elements ---- */

/* At least 32 logical px a side. NULL when out of memory. */
struct element *ui_element(struct ui *ui, enum element_kind kind, const char *id, struct rect rect,
                           int radius, const char *spoken);
bool ui_has_focus(const struct ui *ui, const char *id);
bool ui_is_hovered(const struct ui *ui, const char *id);
bool ui_is_pressed(const struct ui *ui, const char *id);

/* Everything between is cut to `rect` and moved up by what is scrolled away: draw the content from
 * the y returned. `content` is the height drawn. */
int ui_scroll_begin(struct ui *ui, struct ui_scroll *scroll, struct rect rect);
void ui_scroll_end(struct ui *ui, struct ui_scroll *scroll, int content);

/* Turns round the order of the elements from `from` on: what was cut off from the right, in the
 * order of reading. */
void ui_reverse_elements(struct ui *ui, int from);

/* What was drawn so far can no longer be reached (a dialog is open). */
void ui_forget_elements(struct ui *ui);

/* ---- what the person did ---- */

/* Moves hover, press and focus. Returns the id of the element that was pressed (by pointer, or by
 * Enter or Space on the focus), else NULL; it lives as long as the frame's picture. */
const char *ui_navigate(struct ui_state *state, const struct frame *frame,
                        const struct ui_event *event);
void ui_focus(struct ui_state *state, const char *id);
/* Is it typed text, or what an input method shows for now? */
bool ui_is_typed(const struct ui_event *event);
const struct element *ui_find(const struct frame *frame, const char *id);
const struct element *ui_focused(const struct ui_state *state, const struct frame *frame);
/* True if it scrolled. */
bool ui_scroll_wheel(struct ui_scroll *scroll, struct ui_state *state, const struct frame *frame,
                     const struct ui_event *event);
void ui_scroll_by(struct ui_scroll *scroll, struct ui_state *state, int delta);
/* Page Up and Page Down by four fifths of what is seen; with Ctrl, Home and End to both ends. True:
 * it was one of these. */
bool ui_scroll_key(struct ui_scroll *scroll, struct ui_state *state, const struct ui_event *event);
/* For parts that draw their own content: keeps y within the content, and the bar at the end. */
void ui_scroll_clamp(struct ui_scroll *scroll);
void ui_scroll_bar(struct ui *ui, const struct ui_scroll *scroll);

/* If `id` is `prefix` followed by a number, that number; else -1. */
int ui_id_number(const char *id, const char *prefix);
/* If `id` is "LIST.N", that number; else -1. */
int ui_list_row(const char *id, const char *list);

#endif
