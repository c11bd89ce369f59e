/* Which face and script each character is drawn with, and the drawn text as UTF-8. */
#include "base/utf8.h"
#include "ui/paragraph_private.h"

enum { REPLACEMENT = 0xFFFD, ELLIPSIS = 0x2026 };

static bool has_glyph(const struct paragraph_work *work, enum font_face face, uint32_t c) {
    return work->metrics->has_glyph(work->metrics->self, face, c);
}

/* The first face that has the character, its script's own face first; -1: none has. */
static int face_of(const struct paragraph_work *work, uint32_t c, enum script_code script) {
    static const enum font_face order[] = {FONT_INTER, FONT_NOTO, FONT_NOTO_ARABIC,
                                           FONT_NOTO_HEBREW, FONT_MONO};
    bool is_mono = work->out->key.flags & LAYOUT_MONO;
    if (is_mono && has_glyph(work, FONT_MONO, c))
        return FONT_MONO;
    if (script == SCRIPT_ARABIC && has_glyph(work, FONT_NOTO_ARABIC, c))
        return FONT_NOTO_ARABIC;
    if (script == SCRIPT_HEBREW && has_glyph(work, FONT_NOTO_HEBREW, c))
        return FONT_NOTO_HEBREW;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (has_glyph(work, order[i], c))
            return (int)order[i];
    return -1;
}

/* Spaces, marks and joiners stay with the run before them if its face has them. */
static bool sticks(const struct text_char *here) {
    return here->break_class == BREAK_SP || here->break_class == BREAK_CM ||
           here->break_class == BREAK_GL;
}

static void choose_face(const struct paragraph_work *work, struct text_char *here,
                        const struct text_char *before) {
    bool is_joiner = here->character == 0x200C || here->character == 0x200D;
    if (before && sticks(here) &&
        (is_joiner || has_glyph(work, (enum font_face)before->face, here->character))) {
        here->face = before->face;
        return;
    }
    int face = face_of(work, here->character, (enum script_code)here->script);
    if (face < 0) {
        here->character = REPLACEMENT;
        face = face_of(work, REPLACEMENT, SCRIPT_COMMON);
    }
    if (face < 0) {
        here->character = '?';
        face = work->out->key.flags & LAYOUT_MONO ? FONT_MONO : FONT_INTER;
    }
    here->face = (uint8_t)face;
}

/* Common characters take the script of their face, or of the letter before them. */
static void choose_script(struct text_char *here, const struct text_char *before) {
    if (here->script != SCRIPT_COMMON)
        return;
    if (before && before->face == here->face)
        here->script = before->script;
    else if (here->face == FONT_NOTO_ARABIC)
        here->script = SCRIPT_ARABIC;
    else if (here->face == FONT_NOTO_HEBREW)
        here->script = SCRIPT_HEBREW;
    else
        here->script = SCRIPT_LATIN;
}

static void write_clean(struct paragraph_work *work, struct text_char *here) {
    char bytes[4];
    int len = utf8_encode(here->character, bytes);
    here->at = work->clean_len;
    for (int i = 0; i < len; i++) {
        void *list = work->clean;
        bool is_grown = paragraph_grow(work, &list, work->clean_len, &work->clean_cap, 1);
        work->clean = list;
        if (is_grown)
            work->clean[work->clean_len++] = bytes[i];
    }
}

static void itemise(struct paragraph_work *work, int first, int end) {
    const struct text_char *before = NULL;
    for (int i = first; i < end; i++) {
        struct text_char *here = &work->chars[i];
        choose_face(work, here, before);
        choose_script(here, before);
        write_clean(work, here);
        before = here;
    }
}

void paragraph_itemise(struct paragraph_work *work) {
    work->clean_len = 0;
    for (int h = 0; h < work->hard_count; h++)
        itemise(work, work->hards[h].first, work->hards[h].end);
    if (!work->char_count)
        return;
    /* The ellipsis stands ready behind the text; one more tells where it ends. */
    work->chars[work->char_count] = (struct text_char){.character = ELLIPSIS, .gap_level = NO_GAP};
    itemise(work, work->char_count, work->char_count + 1);
    work->chars[work->char_count + 1] = (struct text_char){.at = work->clean_len};
}
