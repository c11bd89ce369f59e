/* Shared by the files behind window.h. */
#ifndef WINDOW_WINDOW_PRIVATE_H
#define WINDOW_WINDOW_PRIVATE_H

#include "window/paint.h"
#include "window/window.h"

#include <SDL.h>

struct window {
    SDL_Window *sdl;
    struct painter *painter;
    enum theme theme;
    int scale_percent;
    SDL_Surface *copy;       /* where the screen's format is not ours */
    const void *last_pixels; /* where the frame before was painted */
    bool is_all_due;         /* what is on screen cannot be relied on */
    bool is_dressed;         /* the icon is set: after the first frame */
    bool is_typing;
    uint32_t wake_event; /* SDL's number for our one event; 0: it had none left */
    long frames;
    struct clipboard clipboard;
    char *pasted; /* what the clipboard last gave; SDL's to free */
};

/* The scale of the display that the window is on, in per cent; 100 if it does not say. */
int display_scale_percent(SDL_Window *window);

/* What an event of SDL's means; UI_NONE: nothing. Marks the window where it must be drawn anew. */
void event_read(struct window *window, const SDL_Event *event, struct ui_event *out);

/* Writes 0x00RRGGBB pixels as PNG or BMP, by the name's end. */
bool picture_save(const char *path, const SDL_Surface *surface, struct err *err);

/* The program's mark in a square of that many pixels, as 0xAARRGGBB; false: out of memory. */
bool mark_draw(uint32_t *pixels, int size);

#endif
