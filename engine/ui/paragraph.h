/* Text in lines: direction by FriBidi (UAX #9), break opportunities after UAX #14's main rules,
 * runs by script and by the face that has the glyphs, widths from the window's shaper. Nothing is
 * ever cut: a word wider than the line breaks between characters. Newlines break; trailing spaces
 * hang; control and formatting characters (isolates too) act but are never drawn; a character that
 * no face has becomes U+FFFD.
 *
 * Lines are kept in the frame from one frame to the next: the same text in the same style and width
 * costs a look-up. */
#ifndef UI_PARAGRAPH_H
#define UI_PARAGRAPH_H

#include "ui/frame.h"

enum text_align {
    ALIGN_START, /* by the interface's direction: labels, table cells */
    ALIGN_END,
    ALIGN_CENTER,
    ALIGN_TEXT, /* the start of the text's own direction: bubbles, quotes, notes */
};
enum text_direction {
    DIRECTION_AUTO,
    DIRECTION_LTR,
    DIRECTION_RTL
}; /* auto: the text's first strong letter, else the interface's */

struct text_style {
    int size;        /* logical px; the design's type scale */
    int line_height; /* logical px; 0: size × 1.4. × 1.18 for all lines of a text with Arabic script
                        in it, and of any text in an RTL interface (so that rows keep in step) */
    bool is_line_fixed; /* never × 1.18: one line in a box of that height, such as a key cap */
    enum font_weight weight;
    bool is_typed; /* by a person, just now: trailing spaces count, a caret may stand behind them */
    bool is_mono;
    bool is_tabular; /* digits in fixed cells */
    enum role role;
    enum text_align align;
    enum text_direction direction;
    bool is_balanced; /* break two-line titles evenly */
    int max_lines;    /* 0: as many as it takes; else the last line ends in an ellipsis (only for
                         cells whose full text is given elsewhere) */
};

struct text_size {
    int width, height; /* device px */
    int lines;
};

/* How large the text becomes when wrapped to `width` device px (0: no wrapping but at newlines). ""
 * has no lines and no size. */
struct text_size text_measure(struct frame *frame, const char *text, const struct text_style *style,
                              int width);

/* Draws it into the rectangle's width from its top; returns what text_measure would. rect.h is not
 * used. With rect.w 0 nothing wraps, and rect.x is the left end, right end or middle of the line as
 * the alignment has it. */
struct text_size text_draw(struct frame *frame, const char *text, const struct text_style *style,
                           struct rect rect);

/* Where the caret stands in front of the byte `offset` of a text drawn into `rect` in that style:
 * one logical px wide, as high as the line. At the seam of two directions it stands behind the
 * character before it, where typing goes on. */
struct rect text_caret(const struct frame *frame, const char *text, const struct text_style *style,
                       struct rect rect, int offset);

/* The byte offset whose caret is nearest to a point: for clicks. */
int text_hit(const struct frame *frame, const char *text, const struct text_style *style,
             struct rect rect, int x, int y);

/* Calls `each` with the rectangles that the bytes from … to - 1 of such a text take up, a line's
 * height each: for selections. A newline among them is a small mark at its line's end. */
void text_range(const struct frame *frame, const char *text, const struct text_style *style,
                struct rect rect, int from, int to, void (*each)(void *context, struct rect part),
                void *context);

/* True if the text's first strong letter is right-to-left. */
bool text_is_rtl(const char *text);

#endif
