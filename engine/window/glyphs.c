#include "window/glyphs.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/lru.h"
#include "base/utf8.h"
#include "window/fonts.h"

#include <stdlib.h>
#include <string.h>

enum { RUNS = 4096, RUNS_BYTES = 24 * 1024 * 1024, WIDTHS = 8192 };

/* A drawn run: its ink, and where that lies from the left end of the baseline. */
struct drawn_run {
    struct mask mask;
    int x, y;
};

struct glyphs {
    struct fonts *fonts;
    struct text_metrics metrics;
    struct lru *run_lru, *width_lru;
    struct drawn_run *runs;
    int *widths;
    size_t bytes;
    long misses, hits;
    struct buf text; /* a run with its NUL */
};

static uint64_t key_of(const struct text_run *run) {
    int style[] = {(int)run->face, (int)run->weight, run->px, run->is_rtl};
    uint64_t key = fnv1a_64(FNV1A_64_START, style, sizeof style);
    key = fnv1a_64(key, run->script, sizeof run->script);
    return fnv1a_64(key, run->text, (size_t)run->len);
}

/* The run's font, set to its direction and script, and its text with a NUL in glyphs->text. */
static TTF_Font *font_for(struct glyphs *glyphs, const struct text_run *run) {
    TTF_Font *font = fonts_get(glyphs->fonts, run->face, run->weight, run->px);
    buf_clear(&glyphs->text);
    buf_add(&glyphs->text, run->text, (size_t)run->len);
    if (!font || glyphs->text.failed)
        return NULL;
    TTF_SetFontDirection(font, run->is_rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, run->script);
    return font;
}

/* SDL_ttf begins a picture at the first glyph's ink where that lies before the origin: how far
 * (0 or negative). */
static int ink_before_origin(TTF_Font *font, const struct text_run *run) {
    uint32_t first;
    int min_x = 0;
    if (run->is_rtl || !utf8_decode(run->text, (size_t)run->len, &first) ||
        TTF_GlyphMetrics32(font, first, &min_x, NULL, NULL, NULL, NULL))
        return 0;
    return min_x < 0 ? min_x : 0;
}

/* … and at the highest glyph's top where that lies above the font's ascent: how far. */
static int ink_above_ascent(TTF_Font *font, const struct text_run *run, int height) {
    int ascent = TTF_FontAscent(font), above = 0;
    if (height <= TTF_FontHeight(font))
        return 0;
    for (int at = 0; at < run->len;) {
        uint32_t character;
        int max_y = 0, len = utf8_decode(run->text + at, (size_t)(run->len - at), &character);
        if (!len)
            break;
        at += len;
        if (!TTF_GlyphMetrics32(font, character, NULL, NULL, NULL, &max_y, NULL) &&
            max_y - ascent > above)
            above = max_y - ascent;
    }
    return above;
}

static int measure(struct glyphs *glyphs, const struct text_run *run) {
    int width = 0;
    TTF_Font *font = font_for(glyphs, run);
    if (!font || !run->len || TTF_SizeUTF8(font, buf_cstr(&glyphs->text), &width, NULL))
        return 0;
    return width + ink_before_origin(font, run);
}

static int run_width(void *self, const struct text_run *run) {
    struct glyphs *glyphs = self;
    uint64_t key = key_of(run);
    int slot = lru_find(glyphs->width_lru, key);
    if (slot >= 0)
        return glyphs->widths[slot];
    int width = measure(glyphs, run);
    if (lru_count(glyphs->width_lru) == WIDTHS)
        lru_remove(glyphs->width_lru, lru_oldest(glyphs->width_lru));
    glyphs->widths[lru_add(glyphs->width_lru, key)] = width;
    return width;
}

static int ascent(void *self, enum font_face face, enum font_weight weight, int px) {
    struct glyphs *glyphs = self;
    TTF_Font *font = fonts_get(glyphs->fonts, face, weight, px);
    return font ? TTF_FontAscent(font) : px;
}

static int descent(void *self, enum font_face face, enum font_weight weight, int px) {
    struct glyphs *glyphs = self;
    TTF_Font *font = fonts_get(glyphs->fonts, face, weight, px);
    return font ? -TTF_FontDescent(font) : 0;
}

static bool has_glyph(void *self, enum font_face face, uint32_t character) {
    struct glyphs *glyphs = self;
    return fonts_has_glyph(glyphs->fonts, face, character);
}

struct glyphs *glyphs_create(const char *assets, struct err *err) {
    struct glyphs *glyphs = calloc(1, sizeof *glyphs);
    if (!glyphs) {
        err_memory(err);
        return NULL;
    }
    glyphs->metrics = (struct text_metrics){.run_width = run_width,
                                            .ascent = ascent,
                                            .descent = descent,
                                            .has_glyph = has_glyph,
                                            .self = glyphs};
    glyphs->run_lru = lru_create(RUNS);
    glyphs->width_lru = lru_create(WIDTHS);
    glyphs->runs = calloc(RUNS, sizeof *glyphs->runs);
    glyphs->widths = calloc(WIDTHS, sizeof *glyphs->widths);
    bool has_memory = glyphs->run_lru && glyphs->width_lru && glyphs->runs && glyphs->widths;
    if (!has_memory)
        err_memory(err);
    else
        glyphs->fonts = fonts_create(assets, err);
    if (glyphs->fonts)
        return glyphs;
    glyphs_destroy(glyphs);
    return NULL;
}

static size_t size_of(const struct drawn_run *drawn) {
    return (size_t)drawn->mask.width * (size_t)drawn->mask.height;
}

static void drop_oldest(struct glyphs *glyphs) {
    int slot = lru_oldest(glyphs->run_lru);
    glyphs->bytes -= size_of(&glyphs->runs[slot]);
    free(glyphs->runs[slot].mask.bytes);
    glyphs->runs[slot] = (struct drawn_run){0};
    lru_remove(glyphs->run_lru, slot);
}

void glyphs_destroy(struct glyphs *glyphs) {
    if (!glyphs)
        return;
    while (glyphs->run_lru && lru_count(glyphs->run_lru))
        drop_oldest(glyphs);
    lru_destroy(glyphs->run_lru);
    lru_destroy(glyphs->width_lru);
    free(glyphs->runs);
    free(glyphs->widths);
    fonts_destroy(glyphs->fonts);
    buf_finish(&glyphs->text);
    free(glyphs);
}

const struct text_metrics *glyphs_metrics(const struct glyphs *glyphs) {
    return &glyphs->metrics;
}

static bool row_has_ink(const SDL_Surface *surface, int y) {
    const uint8_t *row = (const uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch;
    for (int x = 0; x < surface->w; x++)
        if (row[x])
            return true;
    return false;
}

/* The rows with ink as a mask: in SDL_ttf's shaded surfaces a pixel is its coverage. */
static bool take_ink(const SDL_Surface *surface, struct drawn_run *drawn) {
    int top = 0, bottom = surface->h;
    while (top < bottom && !row_has_ink(surface, top))
        top++;
    while (bottom > top && !row_has_ink(surface, bottom - 1))
        bottom--;
    size_t width = (size_t)surface->w, height = (size_t)(bottom - top);
    drawn->mask = (struct mask){malloc(width * height + 1), surface->w, bottom - top};
    if (!drawn->mask.bytes)
        return false;
    for (size_t y = 0; y < height; y++)
        memcpy(drawn->mask.bytes + y * width,
               (const uint8_t *)surface->pixels + (y + (size_t)top) * (size_t)surface->pitch,
               width);
    drawn->y += top;
    return true;
}

static bool draw_new(struct glyphs *glyphs, const struct text_run *run, struct drawn_run *drawn) {
    TTF_Font *font = font_for(glyphs, run);
    if (!font)
        return false;
    SDL_Color white = {255, 255, 255, 255}, black = {0, 0, 0, 255};
    SDL_Surface *surface = TTF_RenderUTF8_Shaded(font, buf_cstr(&glyphs->text), white, black);
    if (!surface)
        return false;
    drawn->x = ink_before_origin(font, run);
    drawn->y = -TTF_FontAscent(font) - ink_above_ascent(font, run, surface->h);
    bool is_taken = take_ink(surface, drawn);
    SDL_FreeSurface(surface);
    return is_taken;
}

static const struct drawn_run *drawn_of(struct glyphs *glyphs, const struct text_run *run) {
    uint64_t key = key_of(run);
    int slot = lru_find(glyphs->run_lru, key);
    if (slot >= 0) {
        glyphs->hits++;
        return &glyphs->runs[slot];
    }
    glyphs->misses++;
    struct drawn_run drawn = {0};
    if (!draw_new(glyphs, run, &drawn))
        return NULL;
    while (lru_count(glyphs->run_lru) == RUNS || glyphs->bytes > RUNS_BYTES)
        drop_oldest(glyphs);
    slot = lru_add(glyphs->run_lru, key);
    glyphs->runs[slot] = drawn;
    glyphs->bytes += size_of(&drawn);
    return &glyphs->runs[slot];
}

bool glyphs_draw(struct glyphs *glyphs, struct canvas *canvas, const struct text_run *run, int x,
                 int y, struct color color) {
    if (!run->len)
        return true;
    const struct drawn_run *drawn = drawn_of(glyphs, run);
    if (drawn)
        canvas_mask(canvas, &drawn->mask, x + drawn->x, y + drawn->y, color);
    return drawn != NULL;
}

void glyphs_take_stats(struct glyphs *glyphs, long *misses, long *hits) {
    *misses = glyphs->misses;
    *hits = glyphs->hits;
    glyphs->misses = glyphs->hits = 0;
}
