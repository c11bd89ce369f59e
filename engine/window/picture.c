#include "window/picture.h"

#include "base/hash.h"
#include "base/lru.h"
#include "ui/icons.h"
#include "window/raster.h"

#include <stdlib.h>
#include <string.h>

enum { PICTURES = 512, PICTURES_BYTES = 16 * 1024 * 1024 };

/* Empty if it could not be made: that is not tried again. */
struct picture {
    struct mask mask;
    int x, y;
    bool is_made;
};

struct pictures {
    struct lru *lru;
    struct raster *raster; /* made when first needed */
    size_t bytes;
    long misses, hits;
    struct picture all[PICTURES];
};

struct pictures *pictures_create(void) {
    struct pictures *pictures = calloc(1, sizeof *pictures);
    if (!pictures)
        return NULL;
    pictures->lru = lru_create(PICTURES);
    if (!pictures->lru) {
        free(pictures);
        return NULL;
    }
    return pictures;
}

static size_t size_of(const struct picture *picture) {
    return (size_t)picture->mask.width * (size_t)picture->mask.height;
}

static void drop_oldest(struct pictures *pictures) {
    int slot = lru_oldest(pictures->lru);
    struct picture *picture = &pictures->all[slot];
    pictures->bytes -= size_of(picture);
    free(picture->mask.bytes);
    *picture = (struct picture){0};
    lru_remove(pictures->lru, slot);
}

void pictures_destroy(struct pictures *pictures) {
    if (!pictures)
        return;
    while (lru_count(pictures->lru))
        drop_oldest(pictures);
    lru_destroy(pictures->lru);
    raster_destroy(pictures->raster);
    free(pictures);
}

void pictures_take_stats(struct pictures *pictures, long *misses, long *hits) {
    *misses = pictures->misses;
    *hits = pictures->hits;
    pictures->misses = pictures->hits = 0;
}

/* The picture for a key; *is_new says that it must still be made. NULL: out of memory. */
static struct picture *find(struct pictures *pictures, uint64_t key, bool *is_new) {
    int slot = lru_find(pictures->lru, key);
    *is_new = slot < 0;
    if (slot >= 0) {
        pictures->hits++;
        return &pictures->all[slot];
    }
    pictures->misses++;
    if (!pictures->raster)
        pictures->raster = raster_create();
    if (!pictures->raster)
        return NULL;
    while (lru_count(pictures->lru) == PICTURES || pictures->bytes > PICTURES_BYTES)
        drop_oldest(pictures);
    slot = lru_add(pictures->lru, key);
    return &pictures->all[slot];
}

static uint64_t key_of(const char *text, const int *numbers, size_t count) {
    uint64_t key = fnv1a_64(FNV1A_64_START, text, strlen(text));
    return fnv1a_64(key, numbers, count * sizeof *numbers);
}

static bool show(struct pictures *pictures, struct canvas *canvas, struct picture *picture,
                 bool is_new, int x, int y, struct color color) {
    if (is_new)
        pictures->bytes += size_of(picture);
    if (picture->is_made && picture->mask.bytes)
        canvas_mask(canvas, &picture->mask, x + picture->x, y + picture->y, color);
    return picture->is_made;
}

bool picture_icon(struct pictures *pictures, struct canvas *canvas, const char *name,
                  struct rect rect, int stroke_100, bool is_mirrored, struct color color) {
    bool is_new;
    struct picture *picture = find(
        pictures, key_of(name, (int[]){0, rect.w, rect.h, stroke_100, is_mirrored}, 5), &is_new);
    if (!picture)
        return false;
    const char *path = is_new ? icon_path(name) : NULL;
    if (path) {
        double sx = (double)rect.w / ICON_GRID, sy = (double)rect.h / ICON_GRID;
        struct placing placing = {is_mirrored ? -sx : sx, sy, is_mirrored ? rect.w : 0, 0};
        picture->is_made = raster_path(pictures->raster, path, placing, stroke_100 / 100.0,
                                       &picture->mask, &picture->x, &picture->y);
    }
    return show(pictures, canvas, picture, is_new, rect.x, rect.y, color);
}

bool picture_path(struct pictures *pictures, struct canvas *canvas, const char *path, int stroke,
                  struct color color) {
    bool is_new;
    struct picture *picture = find(pictures, key_of(path, (int[]){1, stroke}, 2), &is_new);
    if (!picture)
        return false;
    if (is_new)
        picture->is_made = raster_path(pictures->raster, path, (struct placing){1, 1, 0, 0}, stroke,
                                       &picture->mask, &picture->x, &picture->y);
    return show(pictures, canvas, picture, is_new, 0, 0, color);
}

bool picture_dashes(struct pictures *pictures, struct canvas *canvas, struct rect rect, int radius,
                    int stroke, int dash, struct color color) {
    bool is_new;
    struct picture *picture =
        find(pictures, key_of("", (int[]){2, rect.w, rect.h, radius, stroke, dash}, 6), &is_new);
    if (!picture)
        return false;
    if (is_new)
        picture->is_made = raster_dashes(pictures->raster, rect.w, rect.h, radius, stroke, dash,
                                         &picture->mask, &picture->x, &picture->y);
    return show(pictures, canvas, picture, is_new, rect.x, rect.y, color);
}
