/* How large things are on this display. */
#include "window/window_private.h"

#include <SDL_syswm.h>
#include <stdlib.h>

#if defined(SDL_VIDEO_DRIVER_X11)
/* The desktop's setting for texts, "Xft.dpi" in the X resources; 0: not set, or no X. The function
 * comes from the library that SDL itself has loaded. */
static int dpi_of_x_resources(SDL_Window *window) {
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(window, &info) || info.subsystem != SDL_SYSWM_X11)
        return 0;
    void *library = SDL_LoadObject("libX11.so.6");
    if (!library)
        return 0;
    union {
        void *object;
        char *(*call)(Display *, const char *, const char *);
    } get_default = {SDL_LoadFunction(library, "XGetDefault")};
    const char *value =
        get_default.object ? get_default.call(info.info.x11.display, "Xft", "dpi") : NULL;
    int dpi = value ? (int)strtol(value, NULL, 10) : 0;
    SDL_UnloadObject(library);
    return dpi;
}
#else
static int dpi_of_x_resources(SDL_Window *window) {
    (void)window;
    return 0;
}
#endif

int display_scale_percent(SDL_Window *window) {
    int dpi = dpi_of_x_resources(window);
    float real = 0;
    const char *driver = SDL_GetCurrentVideoDriver();
    /* X reports sizes in millimetres that are mostly made up. */
    bool is_real = driver && (!SDL_strcmp(driver, "windows") || !SDL_strcmp(driver, "cocoa"));
    if (!dpi && is_real && !SDL_GetDisplayDPI(SDL_GetWindowDisplayIndex(window), NULL, &real, NULL))
        dpi = (int)(real + 0.5f);
    if (dpi <= 0)
        return 100;
    int percent = (dpi * 100 / 96 + 12) / 25 * 25; /* in steps of 25 */
    return percent < 100 ? 100 : percent > 400 ? 400 : percent;
}
