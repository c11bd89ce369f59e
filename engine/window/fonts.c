#include "window/fonts.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/lru.h"

#include <stdlib.h>

enum { OPEN_FONTS = 64, FONT_BYTES_MAX = 4 * 1024 * 1024, PROBE_PX = 14 };

/* Noto Sans has no medium and Noto Sans Mono one weight: what is rarely seen stays small. */
static const char *const files[FONT_FACE_COUNT][WEIGHT_COUNT] = {
    [FONT_INTER] = {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf"},
    [FONT_NOTO] = {"NotoSans-Regular.ttf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"},
    [FONT_NOTO_ARABIC] = {"NotoSansArabic-Regular.ttf", "NotoSansArabic-Medium.ttf",
                          "NotoSansArabic-SemiBold.ttf"},
    [FONT_NOTO_HEBREW] = {"NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Regular.ttf",
                          "NotoSansHebrew-SemiBold.ttf"},
    [FONT_MONO] = {"NotoSansMono-Regular.ttf", "NotoSansMono-Regular.ttf",
                   "NotoSansMono-Regular.ttf"},
};

struct font_file {
    struct buf bytes;
    bool is_missing; /* tried and failed */
};

struct fonts {
    const char *assets;
    struct font_file files[FONT_FACE_COUNT][WEIGHT_COUNT];
    TTF_Font *open[OPEN_FONTS];
    struct lru *lru;
    TTF_Font *probes[FONT_FACE_COUNT]; /* for coverage; kept open */
};

enum { PATH_SIZE = 4096 };

static bool font_path(char out[PATH_SIZE], const char *assets, const char *name) {
    char folder[PATH_SIZE];
    return path_join(folder, sizeof folder, assets, "fonts") &&
           path_join(out, PATH_SIZE, folder, name);
}

static bool has_inter(const char *assets) {
    char path[PATH_SIZE];
    return font_path(path, assets, files[FONT_INTER][WEIGHT_REGULAR]) && file_exists(path);
}

struct fonts *fonts_create(const char *assets, struct err *err) {
    if (!has_inter(assets)) {
        err_set(err, ERR_IO,
                "no fonts in %s/fonts: install the program again, or set OFFSCRIPT_DATA to the "
                "folder that holds assets/",
                assets);
        return NULL;
    }
    if (TTF_Init()) {
        err_set(err, ERR_IO, "fonts cannot be drawn: %s", TTF_GetError());
        return NULL;
    }
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (fonts)
        fonts->lru = lru_create(OPEN_FONTS);
    if (!fonts || !fonts->lru) {
        err_memory(err);
        fonts_destroy(fonts);
        return NULL;
    }
    fonts->assets = assets;
    return fonts;
}

void fonts_destroy(struct fonts *fonts) {
    if (!fonts)
        return;
    for (int i = 0; i < OPEN_FONTS; i++)
        if (fonts->open[i])
            TTF_CloseFont(fonts->open[i]);
    for (int face = 0; face < FONT_FACE_COUNT; face++) {
        if (fonts->probes[face])
            TTF_CloseFont(fonts->probes[face]);
        for (int weight = 0; weight < WEIGHT_COUNT; weight++)
            buf_finish(&fonts->files[face][weight].bytes);
    }
    lru_destroy(fonts->lru);
    free(fonts);
    TTF_Quit();
}

static bool read_font(struct fonts *fonts, struct font_file *file, const char *name) {
    char path[PATH_SIZE];
    struct err err = {0};
    if (file->bytes.len || file->is_missing)
        return !file->is_missing;
    file->is_missing = !font_path(path, fonts->assets, name) ||
                       !file_read(path, FONT_BYTES_MAX, &file->bytes, &err);
    return !file->is_missing;
}

static TTF_Font *open_font(struct fonts *fonts, enum font_face face, enum font_weight weight,
                           int px) {
    struct font_file *file = &fonts->files[face][weight];
    if (!read_font(fonts, file, files[face][weight]))
        return NULL;
    SDL_RWops *bytes = SDL_RWFromConstMem(file->bytes.data, (int)file->bytes.len);
    TTF_Font *font = bytes ? TTF_OpenFontRW(bytes, 1, px) : NULL;
    if (font)
        TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    return font;
}

TTF_Font *fonts_get(struct fonts *fonts, enum font_face face, enum font_weight weight, int px) {
    uint64_t key = (uint64_t)px << 16 | (uint64_t)face << 8 | weight;
    int slot = lru_find(fonts->lru, key);
    if (slot >= 0)
        return fonts->open[slot];
    TTF_Font *font = open_font(fonts, face, weight, px);
    if (!font)
        return NULL;
    if (lru_count(fonts->lru) == OPEN_FONTS) {
        slot = lru_oldest(fonts->lru);
        TTF_CloseFont(fonts->open[slot]);
        lru_remove(fonts->lru, slot);
    }
    slot = lru_add(fonts->lru, key);
    fonts->open[slot] = font;
    return font;
}

bool fonts_has_glyph(struct fonts *fonts, enum font_face face, uint32_t character) {
    /* What every text needs, without opening a font for it. */
    if (face == FONT_INTER &&
        ((character >= 0x20 && character < 0x7F) || (character >= 0xA0 && character <= 0xFF)))
        return true;
    if (!fonts->probes[face])
        fonts->probes[face] = open_font(fonts, face, WEIGHT_REGULAR, PROBE_PX);
    return fonts->probes[face] && TTF_GlyphIsProvided32(fonts->probes[face], character);
}
