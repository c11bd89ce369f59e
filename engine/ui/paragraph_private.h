/* Shared by the files behind paragraph.h; no view includes it.
 *
 * A text becomes lines in four steps: paragraph_scan (characters with their embedding levels; what
 * is never drawn is dropped), paragraph_break (where lines may end), paragraph_itemise (script and
 * face of each character), paragraph_fill (lines, each a row of runs in visual order). */
#ifndef UI_PARAGRAPH_PRIVATE_H
#define UI_PARAGRAPH_PRIVATE_H

#include "ui/paragraph.h"

/* UAX #14's classes, as far as they matter here. */
enum break_class {
    BREAK_AL, /* letters and everything else */
    BREAK_CM, /* marks: belong to what stands before them */
    BREAK_SP,
    BREAK_GL, /* no-break spaces and hyphens */
    BREAK_OP,
    BREAK_CL,
    BREAK_EX,
    BREAK_IS,
    BREAK_SY,
    BREAK_QU,
    BREAK_QU_OPEN,  /* a quotation mark that can open one … */
    BREAK_QU_CLOSE, /* … or close one */
    BREAK_HY,
    BREAK_BA,
    BREAK_B2,
    BREAK_IN,
    BREAK_NS,
    BREAK_NU,
    BREAK_PR,
    BREAK_PO,
    BREAK_ID,
    BREAK_HL,
};
enum break_class break_class_of(uint32_t character);

enum script_code {
    SCRIPT_COMMON,
    SCRIPT_LATIN,
    SCRIPT_ARABIC,
    SCRIPT_HEBREW,
    SCRIPT_GREEK,
    SCRIPT_CYRILLIC,
    SCRIPT_DEVANAGARI,
    SCRIPT_HAN,
    SCRIPT_KANA,
    SCRIPT_HANGUL,
    SCRIPT_COUNT
};
enum script_code script_of(uint32_t character); /* marks are SCRIPT_COMMON */
const char *script_tag(enum script_code script);

/* Isolates and direction marks are not drawn, but between two runs they keep them apart. */
enum { NO_GAP = 255 };

/* One character that is drawn. */
struct text_char {
    uint32_t character;
    int at;     /* its first byte in clean; the next character's `at` ends it */
    int source; /* its first byte in the text it comes from */
    uint8_t level;
    uint8_t gap_level; /* lowest level of the marks dropped before it; NO_GAP: none was */
    uint8_t break_class, script, face;
    bool may_break;          /* a line may begin here */
    bool is_glued, is_loose; /* U+2060 or U+200B stood before it */
};

/* The stretch between two newlines. */
struct hard_line {
    int first, end;
    int source_end; /* the newline's place in the text it comes from */
    uint8_t base_level;
};

/* A line as filled: the characters first … end - 1 are drawn (trailing spaces hang); `next` begins
 * the next line. */
struct text_line {
    int first, end, next;
    bool has_ellipsis;
};

/* Characters a … b - 1 of a line, of one face, script and level; a gap if there are none. */
struct text_item {
    int a, b;
    uint8_t level;
};

struct placed_run {
    struct text_run run; /* its text lives in the layout */
    int x;               /* from the line's left end */
    int width;
};

struct placed_line {
    int first_run, run_count;
    int width;
};

/* What decides the lines of a text, beside the text itself. Compared and hashed as bytes. */
struct layout_key {
    const struct text_metrics *metrics;
    int px, line_px, width, max_lines;
    int weight;
    int flags;
};
enum {
    LAYOUT_MONO = 1,
    LAYOUT_TABULAR = 2,
    LAYOUT_BALANCED = 4,
    LAYOUT_RTL_INTERFACE = 8,
    LAYOUT_FORCE_LTR = 16,
    LAYOUT_FORCE_RTL = 32,
    LAYOUT_LINE_FIXED = 64,
    LAYOUT_TYPED = 128
};

/* A finished text. */
struct layout {
    struct layout_key key;
    char *source; /* the text it was made from, and then the drawn text: one block */
    int source_len, source_cap;
    const char *clean; /* the drawn text, in `source` */
    struct placed_run *runs;
    int run_count, run_cap;
    struct placed_line *lines;
    int line_count, line_cap;
    struct text_size size;
    int line_px;
    bool is_rtl; /* the text's own direction */
};

/* Room for the steps in between; kept from text to text. */
struct paragraph_work {
    const struct text_metrics *metrics;
    struct layout *out;
    bool failed; /* out of memory */

    uint32_t *characters; /* of one hard line, with what is not drawn */
    uint32_t *types, *brackets;
    int8_t *levels;
    int *sources; /* where each stands in the text */
    int cap;

    struct text_char *chars; /* of the whole text; [char_count] is the ellipsis */
    int char_count, char_cap;
    struct hard_line *hards;
    int hard_count, hard_cap;
    struct text_line *lines;
    int line_count, line_cap;
    struct text_item *items; /* of one line */
    int item_count, item_cap;
    char *clean; /* the drawn characters as UTF-8 */
    int clean_len, clean_cap;
    bool is_rtl, has_arabic;
    bool has_split; /* a word did not fit on a line of its own */
};

struct paragraph_cache;
struct paragraph_cache *paragraph_cache_create(void);        /* NULL: out of memory */
void paragraph_cache_destroy(struct paragraph_cache *cache); /* NULL is fine */
/* The layout of a text, made now if it is not there yet; valid until the next call. NULL: out of
 * memory. */
const struct layout *paragraph_layout(struct frame *frame, const char *text,
                                      const struct layout_key *key);

/* Lays the text out anew and shows the work behind it, for carets; valid until the next call. NULL:
 * out of memory. */
const struct paragraph_work *paragraph_work_of(const struct frame *frame, const char *text,
                                               const struct layout_key *key);
struct layout_key paragraph_key(const struct frame *frame, const struct text_style *style,
                                int width);
/* Left end of a line of that width. */
int paragraph_line_x(const struct frame *frame, const struct layout *layout, enum text_align align,
                     struct rect rect, int width);

/* Makes room for one more item than `count`. */
bool paragraph_grow(struct paragraph_work *work, void **list, int count, int *cap, size_t size);

/* The four steps. Each reads work->out->key for what the style asks. */
void paragraph_scan(struct paragraph_work *work, const char *text, int len);
void paragraph_break(struct paragraph_work *work);
void paragraph_itemise(struct paragraph_work *work);
void paragraph_fill(struct paragraph_work *work);

/* Width of the characters a … b - 1, each item measured by itself. */
int paragraph_width(struct paragraph_work *work, int a, int b);
/* Width of a line as it would be drawn. */
int paragraph_line_width(struct paragraph_work *work, const struct text_line *line);
/* Adds the line's runs in visual order, and the line itself, to work->out. */
void paragraph_place(struct paragraph_work *work, const struct text_line *line);

#endif
