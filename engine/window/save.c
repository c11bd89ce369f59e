/* Screenshots. */
#include "window/window_private.h"

#include <png.h>
#include <string.h>

static bool ends_in(const char *path, const char *end) {
    size_t len = strlen(path), end_len = strlen(end);
    return len >= end_len && !SDL_strcasecmp(path + len - end_len, end);
}

static bool save_png(const char *path, const SDL_Surface *surface, struct err *err) {
    SDL_Surface *rgb =
        SDL_CreateRGBSurfaceWithFormat(0, surface->w, surface->h, 24, SDL_PIXELFORMAT_RGB24);
    SDL_Surface *source = SDL_CreateRGBSurfaceWithFormatFrom(
        surface->pixels, surface->w, surface->h, 32, surface->pitch, SDL_PIXELFORMAT_RGB888);
    bool is_saved = rgb && source && !SDL_BlitSurface(source, NULL, rgb, NULL);
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)surface->w,
                       .height = (png_uint_32)surface->h,
                       .format = PNG_FORMAT_RGB};
    if (is_saved && !png_image_write_to_file(&image, path, 0, rgb->pixels, rgb->pitch, NULL))
        is_saved = err_set(err, ERR_IO, "%s: %s", path, image.message);
    png_image_free(&image);
    SDL_FreeSurface(source);
    SDL_FreeSurface(rgb);
    return is_saved || err_memory(err);
}

bool picture_save(const char *path, const SDL_Surface *surface, struct err *err) {
    if (ends_in(path, ".png"))
        return save_png(path, surface, err);
    if (!ends_in(path, ".bmp"))
        return err_set(err, ERR_USAGE, "%s: a picture's name ends in .png or .bmp", path);
    SDL_Surface *source = SDL_CreateRGBSurfaceWithFormatFrom(
        surface->pixels, surface->w, surface->h, 32, surface->pitch, SDL_PIXELFORMAT_RGB888);
    bool is_saved = source && !SDL_SaveBMP(source, path);
    SDL_FreeSurface(source);
    return is_saved || err_set(err, ERR_IO, "%s: %s", path, SDL_GetError());
}
