/* The picture before it is pixels: a list of draws with roles, and beside it the list of elements a
 * person can reach (focus order, hit-testing, spoken text). Views append to a frame; the window
 * paints it, tests and golden files read it. No SDL, no colours: a theme gives roles their colours.
 *
 * Units: whole *device pixels* after scaling. A view works in logical pixels of the design and
 * converts with frame_px. Right-to-left mirroring is done by the view, not by the painter. */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct rect {
    int x, y, w, h;
};

/* What two rectangles share; w and h are 0 if that is nothing. */
struct rect rect_cut(struct rect a, struct rect b);

/* Colour roles: the names of docs/design.md's tokens, one to one. */
enum role {
    ROLE_NONE,
    ROLE_CANVAS,
    ROLE_SURFACE,
    ROLE_SUNKEN,
    ROLE_BORDER,
    ROLE_BORDER_STRONG,
    ROLE_TEXT,
    ROLE_TEXT_2,
    ROLE_TEXT_3,
    ROLE_ACCENT,
    ROLE_ACCENT_HOVER,
    ROLE_ACCENT_PRESSED,
    ROLE_ON_ACCENT,
    ROLE_ACCENT_SOFT,
    ROLE_ACCENT_TEXT,
    ROLE_ACCENT_LINE,
    ROLE_FOCUS,
    ROLE_POSITIVE,
    ROLE_POSITIVE_SOFT,
    ROLE_POSITIVE_TEXT,
    ROLE_CAUTION,
    ROLE_CAUTION_SOFT,
    ROLE_CAUTION_TEXT,
    ROLE_DANGER,
    ROLE_DANGER_SOFT,
    ROLE_DANGER_TEXT,
    ROLE_LIMIT,
    ROLE_LIMIT_SOFT,
    ROLE_LIMIT_TEXT,
    ROLE_EXPERT,
    ROLE_EXPERT_SOFT,
    ROLE_BUBBLE_CUSTOMER,
    ROLE_BUBBLE_AGENT,
    ROLE_MOOD_1,
    ROLE_MOOD_2,
    ROLE_MOOD_3,
    ROLE_MOOD_4,
    ROLE_MOOD_5,
    ROLE_HEAT_1, /* clearly below … */
    ROLE_HEAT_2,
    ROLE_HEAT_3,
    ROLE_HEAT_4,
    ROLE_HEAT_5, /* … clearly above */
    ROLE_ON_HEAT_1,
    ROLE_ON_HEAT_2,
    ROLE_ON_HEAT_3,
    ROLE_ON_HEAT_4,
    ROLE_ON_HEAT_5,
    ROLE_SHADOW,
    ROLE_SCRIM,
    ROLE_COUNT
};
const char *role_name(enum role role); /* "border-strong" …; "none" for ROLE_NONE */

enum font_face {
    FONT_INTER,
    FONT_NOTO,
    FONT_NOTO_ARABIC,
    FONT_NOTO_HEBREW,
    FONT_MONO,
    FONT_FACE_COUNT
};
enum font_weight { WEIGHT_REGULAR, WEIGHT_MEDIUM, WEIGHT_SEMIBOLD, WEIGHT_COUNT };

/* One shaped run: one face, one script, one direction. */
struct text_run {
    enum font_face face;
    enum font_weight weight;
    int px; /* size in device pixels (em) */
    bool is_rtl;
    char script[5];   /* ISO 15924, "Latn", "Arab" */
    const char *text; /* UTF-8, logical order, not NUL-terminated */
    int len;
};

/* All that a view asks of a font. Filled by the window, or by a fixed-width fake in tests. */
struct text_metrics {
    int (*run_width)(void *self, const struct text_run *run); /* device px */
    int (*ascent)(void *self, enum font_face face, enum font_weight weight, int px);
    int (*descent)(void *self, enum font_face face, enum font_weight weight, int px); /* positive */
    bool (*has_glyph)(void *self, enum font_face face, uint32_t character);
    void *self;
};

/* What cut, copy and paste go to. Filled by the window, or by a test. */
struct clipboard {
    const char *(*get)(void *self); /* UTF-8, valid until the next call; NULL or "" nothing */
    void (*set)(void *self, const char *text, size_t len);
    void *self;
};

enum draw_kind {
    DRAW_FILL,   /* rectangle with `radius` (one radius for all corners; corners masks which are
                    round) */
    DRAW_EDGE,   /* its outline, `stroke` px wide, inside the rectangle; is_dashed */
    DRAW_SHADOW, /* the one card shadow below a rectangle of that radius */
    DRAW_TEXT,   /* one run; rect.x, rect.y = left end of the baseline, rect.w = advance */
    DRAW_ICON,   /* `icon` (name as in assets/icons) filling rect, tinted; is_mirrored */
    DRAW_PATH, /* `name`: SVG path data with M L C Z only, absolute, device px; filled or stroked */
    DRAW_CLIP, /* from here on everything is cut to rect (already within the clips around it) */
    DRAW_UNCLIP, /* the same: rect is the clip that is in force again */
};
enum { CORNER_TL = 1, CORNER_TR = 2, CORNER_BL = 4, CORNER_BR = 8, CORNER_ALL = 15 };

struct draw {
    enum draw_kind kind;
    struct rect rect;
    enum role role;
    int radius,
        stroke; /* device px; DRAW_PATH: stroke 0 = filled; strokes have round caps and joins */
    uint8_t corners;
    bool is_dashed, is_mirrored;
    struct text_run run; /* DRAW_TEXT; its text lives in the frame */
    const char *name;    /* DRAW_ICON: icon; DRAW_PATH: path data; lives in the frame */
};

/* What a person can reach. Ids are stable from frame to frame (focus and hover survive a redraw):
 * "row.2", "tab.first", "save". */
enum element_kind {
    ELEMENT_BUTTON,
    ELEMENT_OPTION,
    ELEMENT_TAB,
    ELEMENT_FIELD,
    ELEMENT_CHOICE,
    ELEMENT_TEXT,
    ELEMENT_LIST_ITEM,
    ELEMENT_SLIDER,
    ELEMENT_SPLITTER
};
struct element {
    const char *id; /* lives in the frame */
    enum element_kind kind;
    struct rect rect; /* what a pointer can hit: at least 32 logical px a side, then clipped; empty
                         if it is scrolled away */
    struct rect bounds; /* the whole of it, not clipped: what focus scrolls to */
    int radius;         /* of the focus ring's element */
    int region;         /* F6 goes from region to region */
    bool is_disabled;   /* still focusable; `hint` says why */
    bool is_chosen;
    bool is_entry;      /* of a list: where Tab comes in */
    bool is_cover;      /* opaque: a pointer does not reach what lies under it */
    bool is_editing;    /* a text field: takes text input while focused */
    const char *spoken; /* name, value, state, position, hint: one string; lives in the frame */
};

enum { FRAME_CLIPS_MAX = 16 };

/* Zeroed by its owner before the first frame_begin; frame_finish frees what it has grown. */
struct frame {
    /* Set by the caller before drawing. */
    int width, height; /* device px */
    int scale_percent; /* display scale × text size: 100, 125, … 400 */
    bool is_rtl;       /* the interface's direction */
    bool is_reduced_motion;
    bool is_high_contrast; /* chosen edges are 3 px, filled bubbles get an edge, no shadow */
    const struct text_metrics *metrics;
    const struct clipboard *clipboard; /* NULL: none */
    const char *focus_id;              /* "" none */
    const char *hover_id, *pressed_id;
    bool is_focus_visible;

    /* Filled by views. Grown, reused from frame to frame: no allocation in the steady state. */
    struct draw *draws;
    int draw_count, draw_cap;
    struct element *elements; /* in focus order */
    int element_count, element_cap;
    bool failed; /* out of memory: the picture is not complete */
    int clip_depth;
    struct rect clips[FRAME_CLIPS_MAX];
    struct element spare;

    /* Behind frame_text and text_draw. */
    struct text_block *texts, *text_at; /* strings of this frame */
    struct paragraph_cache *paragraphs; /* lines already broken */
};

void frame_finish(struct frame *frame);
void frame_begin(struct frame *frame); /* empties draws, elements and strings; keeps the memory */

/* Logical design px → device px, rounded; never 0 for a positive length. */
int frame_px(const struct frame *frame, int logical);
/* Effective size: the window's in logical px after display scale and text size. Breakpoints use it.
 */
int frame_effective_width(const struct frame *frame);
int frame_effective_height(const struct frame *frame);

/* The clip in force; the whole frame if there is none. */
struct rect frame_clip_rect(const struct frame *frame);

/* Copies a string into the frame; lives until the next frame_begin. "" when out of memory. */
const char *frame_text(struct frame *frame, const char *text, size_t len);
const char *frame_printf(struct frame *frame, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void frame_fill(struct frame *frame, struct rect rect, enum role role, int radius);
void frame_fill_corners(struct frame *frame, struct rect rect, enum role role, int radius,
                        uint8_t corners);
void frame_edge(struct frame *frame, struct rect rect, enum role role, int radius, int stroke);
void frame_edge_dashed(struct frame *frame, struct rect rect, enum role role, int radius,
                       int stroke);
void frame_shadow(struct frame *frame, struct rect rect, int radius);
void frame_icon(struct frame *frame, const char *icon, struct rect rect, enum role role);
/* For arrows and chevrons that mean back, forward or next: mirrored when the frame is RTL. */
void frame_icon_directed(struct frame *frame, const char *icon, struct rect rect, enum role role);
/* `path` is copied. stroke 0: filled. */
void frame_path(struct frame *frame, const char *path, enum role role, int stroke);
/* One shaped run with the left end of its baseline at x, y; text_draw is what views use. The run's
 * text is copied. */
void frame_run(struct frame *frame, const struct text_run *run, int x, int y, int width,
               enum role role);
void frame_clip(struct frame *frame, struct rect rect);
void frame_unclip(struct frame *frame);
/* Adds an element (clipped to the clip in force; wholly clipped ones are kept, so that focus can
 * scroll to them) and draws the focus ring if it has the focus. Returns it for further fields
 * (valid until the next frame_element); never NULL: out of memory it is a spare that nobody reads.
 */
struct element *frame_element(struct frame *frame, enum element_kind kind, const char *id,
                              struct rect rect, int radius);
/* What a pointer at this point means, or NULL: the topmost element that acts (a text does not,
 * wherever it lies), first among those drawn there, then among those merely within reach because
 * small elements are grown to 32 px; else the topmost text. A cover ends the search. */
const struct element *frame_hit(const struct frame *frame, int x, int y);
const struct element *frame_find(const struct frame *frame, const char *id); /* or NULL */

/* The whole frame as stable text, one draw or element a line: what golden files hold. */
void frame_dump(const struct frame *frame, struct buf *out);

#endif
