/* From bytes to characters with their embedding levels (UAX #9, by FriBidi). */
#include "base/utf8.h"
#include "ui/paragraph_private.h"

#include <assert.h>
#include <fribidi.h>
#include <string.h>

static_assert(sizeof(FriBidiChar) == sizeof(uint32_t) && sizeof(FriBidiLevel) == sizeof(int8_t) &&
                  sizeof(FriBidiCharType) == sizeof(uint32_t),
              "FriBidi's types are passed as our own");

enum { REPLACEMENT = 0xFFFD };

/* The next character; bytes that are not UTF-8 become U+FFFD one by one. */
static int next_character(const char *text, int len, uint32_t *character) {
    int size = utf8_decode(text, (size_t)len, character);
    if (size)
        return size;
    *character = REPLACEMENT;
    return 1;
}

static bool is_newline(uint32_t c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Acts on order, joining or breaking only. The joiners are kept: Arabic shaping needs them. */
static bool is_never_drawn(uint32_t c) {
    return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C ||
           c == 0x180E || c == 0x200B || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xFFF0 && c <= 0xFFFB) ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

static bool is_joiner(uint32_t c) {
    return c == 0x200C || c == 0x200D;
}

/* 1: right-to-left, 0: left-to-right, -1: no strong letter. What stands in an isolate does not
 * count (rules P2 and P3). */
static int first_strong(const char *text, int len) {
    int isolates = 0;
    for (int at = 0; at < len;) {
        uint32_t c;
        at += next_character(text + at, len - at, &c);
        FriBidiCharType type = fribidi_get_bidi_type(c);
        if (type == FRIBIDI_TYPE_PDI)
            isolates -= isolates > 0;
        else if (FRIBIDI_IS_ISOLATE(type))
            isolates++;
        else if (is_newline(c))
            isolates = 0;
        else if (!isolates && FRIBIDI_IS_STRONG(type) && FRIBIDI_IS_LETTER(type))
            return FRIBIDI_IS_RTL(type) ? 1 : 0;
    }
    return -1;
}

bool text_is_rtl(const char *text) {
    return first_strong(text, (int)strlen(text)) == 1;
}

static bool resolve_is_rtl(int flags, const char *text, int len) {
    if (flags & (LAYOUT_FORCE_LTR | LAYOUT_FORCE_RTL))
        return flags & LAYOUT_FORCE_RTL;
    int strong = first_strong(text, len);
    return strong < 0 ? flags & LAYOUT_RTL_INTERFACE : strong == 1;
}

static bool has_room(struct paragraph_work *work, int count) {
    if (count < work->cap)
        return true;
    enum { LISTS = 5 };
    int cap[LISTS] = {work->cap, work->cap, work->cap, work->cap, work->cap};
    void *lists[LISTS] = {work->characters, work->types, work->brackets, work->levels,
                          work->sources};
    static const size_t sizes[LISTS] = {4, 4, 4, 1, sizeof(int)};
    bool is_grown = true;
    for (int i = 0; i < LISTS; i++)
        is_grown = paragraph_grow(work, &lists[i], count, &cap[i], sizes[i]) && is_grown;
    work->characters = lists[0];
    work->types = lists[1];
    work->brackets = lists[2];
    work->levels = lists[3];
    work->sources = lists[4];
    if (is_grown)
        work->cap = cap[0];
    return is_grown;
}

/* Fills work->levels for `count` characters; false: out of memory. */
static bool resolve_levels(struct paragraph_work *work, int count) {
    fribidi_get_bidi_types(work->characters, count, work->types);
    fribidi_get_bracket_types(work->characters, count, work->types, work->brackets);
    FriBidiParType base = work->is_rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    if (!fribidi_get_par_embedding_levels_ex(work->types, work->brackets, count, &base,
                                             work->levels)) {
        work->failed = true;
        return false;
    }
    return true;
}

static void add_char(struct paragraph_work *work, struct text_char added) {
    void *list = work->chars;
    /* Room for the ellipsis behind the last one, too. */
    bool is_grown =
        paragraph_grow(work, &list, work->char_count + 2, &work->char_cap, sizeof *work->chars);
    work->chars = list;
    if (!is_grown)
        return;
    if (added.character == '\t')
        added.character = ' ';
    added.break_class = (uint8_t)break_class_of(added.character);
    added.script = (uint8_t)script_of(added.character);
    work->chars[work->char_count++] = added;
}

/* Takes note of a character that acts but is not drawn, for the one that follows. */
static void note_dropped(struct text_char *next, uint32_t c, uint8_t level) {
    bool has_place = (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x61C;
    next->is_glued = next->is_glued || c == 0x2060 || c == 0xFEFF;
    next->is_loose = next->is_loose || c == 0x200B;
    if (has_place && level < next->gap_level)
        next->gap_level = level;
}

/* Keeps what is drawn of the hard line's characters. */
static void keep_drawn(struct paragraph_work *work, int count) {
    bool is_joining = false;
    struct text_char next = {.gap_level = NO_GAP};
    for (int i = 0; i < count; i++) {
        uint32_t c = work->characters[i];
        uint8_t level = (uint8_t)work->levels[i];
        if (is_joiner(c) ? !is_joining : is_never_drawn(c)) {
            note_dropped(&next, c, level);
            continue;
        }
        next.character = c;
        next.level = level;
        next.source = work->sources[i];
        add_char(work, next);
        next = (struct text_char){.gap_level = NO_GAP};
        enum script_code script = script_of(c);
        is_joining = script == SCRIPT_ARABIC || script == SCRIPT_DEVANAGARI ||
                     (is_joining && break_class_of(c) == BREAK_CM);
        work->has_arabic = work->has_arabic || script == SCRIPT_ARABIC;
    }
}

static void add_hard_line(struct paragraph_work *work, int count, int source_end) {
    void *list = work->hards;
    bool is_grown =
        paragraph_grow(work, &list, work->hard_count, &work->hard_cap, sizeof *work->hards);
    work->hards = list;
    if (!is_grown)
        return;
    int first = work->char_count;
    if (count && resolve_levels(work, count))
        keep_drawn(work, count);
    work->hards[work->hard_count++] =
        (struct hard_line){first, work->char_count, source_end, work->is_rtl};
}

void paragraph_scan(struct paragraph_work *work, const char *text, int len) {
    work->char_count = work->hard_count = 0;
    work->has_arabic = false;
    work->is_rtl = resolve_is_rtl(work->out->key.flags, text, len);
    int count = 0;
    for (int at = 0; at < len && !work->failed;) {
        uint32_t c;
        int source = at;
        at += next_character(text + at, len - at, &c);
        if (c == '\r' && at < len && text[at] == '\n')
            continue;
        if (is_newline(c)) {
            add_hard_line(work, count, source);
            count = 0;
        } else if (has_room(work, count)) {
            work->characters[count] = c;
            work->sources[count++] = source;
        }
    }
    if (len)
        add_hard_line(work, count, len);
}
