#include "window/window.h"

#include "base/clock.h"
#include "window/picture.h"
#include "window/window_private.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_WIDTH = 960, LEAST_HEIGHT = 600, MARK_SIZE = 64 };

/* Left alone, SDL draws even plain pixels through OpenGL: four times slower to start, and in many
 * times the memory. */
static void set_hints(void) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_SetHint(SDL_HINT_IME_SUPPORT_EXTENDED_TEXT, "1"); /* compositions of more than 31 bytes */
    SDL_SetHint(SDL_HINT_IME_SHOW_UI, "1"); /* the list of candidates is the system's */
}

static int scaled(const struct window *window, int logical) {
    return (int)((int64_t)logical * window->scale_percent / 100);
}

/* At least what the design needs, at most what the display has. */
static void fit_size(struct window *window, const struct window_setup *setup) {
    int width = scaled(window, setup->width > LEAST_WIDTH ? setup->width : LEAST_WIDTH);
    int height = scaled(window, setup->height > LEAST_HEIGHT ? setup->height : LEAST_HEIGHT);
    int least_width = scaled(window, LEAST_WIDTH), least_height = scaled(window, LEAST_HEIGHT);
    SDL_Rect room;
    if (!setup->is_hidden &&
        !SDL_GetDisplayUsableBounds(SDL_GetWindowDisplayIndex(window->sdl), &room)) {
        width = width < room.w ? width : room.w;
        height = height < room.h ? height : room.h;
        least_width = least_width < room.w ? least_width : room.w;
        least_height = least_height < room.h ? least_height : room.h;
    }
    SDL_SetWindowMinimumSize(window->sdl, least_width, least_height);
    int now_width, now_height;
    SDL_GetWindowSize(window->sdl, &now_width, &now_height);
    if (now_width != width || now_height != height) {
        SDL_SetWindowSize(window->sdl, width, height);
        SDL_SetWindowPosition(window->sdl, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED);
    }
}

/* Where there is no display, SDL falls back to one that nobody can see, and a person would wait for
 * ever. Tests ask for such a one by name. */
static bool start_video(struct err *err) {
    bool is_started = SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
    const char *driver = is_started ? SDL_GetCurrentVideoDriver() : "";
    bool is_seen = SDL_GetHint(SDL_HINT_VIDEODRIVER) || strcmp(driver, "offscreen");
    if (is_started && is_seen)
        return true;
    return err_set(err, ERR_IO, "no display: %s. Without one, play in the terminal with --plain",
                   is_started ? "neither X11 nor Wayland answers" : SDL_GetError());
}

static bool open_display(struct window *window, const struct window_setup *setup, struct err *err) {
    set_hints();
    if (!start_video(err))
        return false;
    Uint32 flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_HIDDEN;
    int scale = setup->scale_percent > 0 ? setup->scale_percent : 100;
    window->sdl = SDL_CreateWindow(setup->title ? setup->title : "", SDL_WINDOWPOS_CENTERED,
                                   SDL_WINDOWPOS_CENTERED, setup->width * scale / 100,
                                   setup->height * scale / 100, flags);
    if (!window->sdl)
        return err_set(err, ERR_IO, "the window cannot be opened: %s", SDL_GetError());
    window->scale_percent =
        setup->scale_percent > 0 ? setup->scale_percent : display_scale_percent(window->sdl);
    fit_size(window, setup);
    window->wake_event = SDL_RegisterEvents(1);
    if (window->wake_event == (Uint32)-1)
        window->wake_event = 0;
    SDL_StopTextInput();
    SDL_EnableScreenSaver();
    if (!setup->is_hidden)
        SDL_ShowWindow(window->sdl);
    return true;
}

struct window *window_open(const struct window_setup *setup, struct err *err) {
    struct window *window = calloc(1, sizeof *window);
    if (!window) {
        err_memory(err);
        return NULL;
    }
    window->theme = setup->theme;
    window->is_all_due = true;
    window->is_dressed = setup->is_hidden;
    /* Fonts first: a fault in the installation is told before anything flashes up. */
    window->painter = painter_create(setup->assets, err);
    if (window->painter && open_display(window, setup, err))
        return window;
    window_close(window);
    return NULL;
}

void window_close(struct window *window) {
    if (!window)
        return;
    painter_destroy(window->painter);
    SDL_FreeSurface(window->copy);
    SDL_free(window->pasted);
    if (window->sdl)
        SDL_DestroyWindow(window->sdl);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    SDL_Quit();
    free(window);
}

/* Icon and title-bar details, once there is something to see. */
static void dress(struct window *window) {
    static const Uint32 format = SDL_PIXELFORMAT_ARGB8888;
    window->is_dressed = true;
    SDL_Surface *icon = SDL_CreateRGBSurfaceWithFormat(0, MARK_SIZE, MARK_SIZE, 32, format);
    if (icon && mark_draw(icon->pixels, MARK_SIZE))
        SDL_SetWindowIcon(window->sdl, icon);
    SDL_FreeSurface(icon);
}

void window_wait(struct window *window, int timeout_ms, struct ui_event *out) {
    *out = (struct ui_event){.kind = UI_NONE};
    if (window->last_pixels && !window->is_dressed)
        dress(window);
    int64_t end_us = clock_monotonic_us() + (int64_t)timeout_ms * 1000;
    for (;;) {
        SDL_Event event;
        int64_t rest_us = end_us - clock_monotonic_us();
        int rest_ms = timeout_ms < 0 ? -1 : rest_us > 0 ? (int)((rest_us + 999) / 1000) : 0;
        if (!(rest_ms < 0 ? SDL_WaitEvent(&event) : SDL_WaitEventTimeout(&event, rest_ms)))
            break;
        if (event.type == window->wake_event)
            break;
        event_read(window, &event, out);
        if (out->kind != UI_NONE)
            return;
    }
    out->kind = UI_NONE;
    out->at_us = clock_monotonic_us();
}

void window_wake(struct window *window) {
    SDL_Event event = {.type = window->wake_event};
    if (window->wake_event)
        SDL_PushEvent(&event);
}

void window_forget_input(struct window *window) {
    (void)window;
    SDL_PumpEvents();
    SDL_FlushEvent(SDL_KEYDOWN);
    SDL_FlushEvent(SDL_TEXTINPUT);
    SDL_FlushEvents(SDL_MOUSEBUTTONDOWN, SDL_MOUSEWHEEL);
}

void window_size(const struct window *window, int *width, int *height) {
    SDL_GetWindowSize(window->sdl, width, height);
}

int window_scale_percent(const struct window *window) {
    return window->scale_percent;
}

const struct text_metrics *window_metrics(struct window *window) {
    return painter_metrics(window->painter);
}

static const char *get_clipboard(void *self) {
    struct window *window = self;
    SDL_free(window->pasted);
    window->pasted = SDL_HasClipboardText() ? SDL_GetClipboardText() : NULL;
    return window->pasted;
}

/* Out of memory: what was there before stays. */
static void set_clipboard(void *self, const char *text, size_t len) {
    (void)self;
    char *copy = SDL_malloc(len + 1);
    if (!copy)
        return;
    SDL_memcpy(copy, text, len);
    copy[len] = '\0';
    SDL_SetClipboardText(copy);
    SDL_free(copy);
}

const struct clipboard *window_clipboard(struct window *window) {
    window->clipboard = (struct clipboard){get_clipboard, set_clipboard, window};
    return &window->clipboard;
}

void window_set_theme(struct window *window, enum theme theme) {
    window->is_all_due = window->is_all_due || theme != window->theme;
    window->theme = theme;
}

void window_text_input(struct window *window, struct rect field) {
    bool is_typing = field.w > 0;
    if (is_typing)
        SDL_SetTextInputRect(&(SDL_Rect){field.x, field.y, field.w, field.h});
    if (is_typing && !window->is_typing)
        SDL_StartTextInput();
    else if (!is_typing && window->is_typing)
        SDL_StopTextInput();
    window->is_typing = is_typing;
}

static bool is_our_format(const SDL_Surface *surface) {
    return surface->format->BytesPerPixel == 4 && surface->format->Rmask == 0x00FF0000 &&
           surface->format->Gmask == 0x0000FF00 && surface->format->Bmask == 0x000000FF;
}

/* The pixels on screen; where SDL has them in another format, a copy in ours. */
static SDL_Surface *pixels_of(struct window *window, SDL_Surface *screen) {
    if (is_our_format(screen))
        return screen;
    SDL_Surface *copy = window->copy;
    if (copy && copy->w == screen->w && copy->h == screen->h)
        return copy;
    SDL_FreeSurface(copy);
    window->is_all_due = true;
    window->copy =
        SDL_CreateRGBSurfaceWithFormat(0, screen->w, screen->h, 32, SDL_PIXELFORMAT_RGB888);
    return window->copy;
}

void window_present(struct window *window, const struct frame *frame) {
    SDL_Surface *screen = SDL_GetWindowSurface(window->sdl);
    SDL_Surface *surface = screen ? pixels_of(window, screen) : NULL;
    if (!surface)
        return; /* no memory for this size: what is on screen stays */
    window->frames++;
    struct canvas canvas = {.pixels = surface->pixels,
                            .width = surface->w,
                            .height = surface->h,
                            .stride = surface->pitch / 4};
    bool is_all = window->is_all_due || surface->pixels != window->last_pixels;
    struct rect area = painter_paint(window->painter, &canvas, frame, window->theme, is_all);
    window->is_all_due = false;
    window->last_pixels = surface->pixels;
    SDL_Rect part = {area.x, area.y, area.w, area.h};
    if (!area.w)
        return;
    if (surface != screen)
        SDL_BlitSurface(surface, &part, screen, &part);
    SDL_UpdateWindowSurfaceRects(window->sdl, &part, 1);
}

bool window_save_picture(struct window *window, const char *path, struct err *err) {
    SDL_Surface *screen = SDL_GetWindowSurface(window->sdl);
    SDL_Surface *surface = screen ? pixels_of(window, screen) : NULL;
    if (!surface)
        return err_set(err, ERR_IO, "there is nothing on screen: %s", SDL_GetError());
    return picture_save(path, surface, err);
}

struct window_stats window_take_stats(struct window *window) {
    struct window_stats stats = {.frames = window->frames};
    painter_take_stats(window->painter, &stats.texture_misses, &stats.texture_hits);
    window->frames = 0;
    return stats;
}
