/* hello_sdl FONT: the least that a program with SDL2 and SDL2_ttf does: a window, one line of text,
 * the first present, the end. Our own start is compared with it (see window_start.c). It is written
 * as SDL's documentation has it, but draws with the software renderer, as we do. */
#include <SDL.h>
#include <SDL_ttf.h>

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "software");
    if (SDL_Init(SDL_INIT_VIDEO) || TTF_Init())
        return 1;
    SDL_Window *window = SDL_CreateWindow("hello", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                          1280, 800, SDL_WINDOW_RESIZABLE);
    SDL_Renderer *renderer = window ? SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE) : NULL;
    TTF_Font *font = TTF_OpenFont(argv[1], 15);
    if (!renderer || !font)
        return 1;
    SDL_Color ink = {26, 33, 35, 255};
    SDL_Surface *surface = TTF_RenderUTF8_Blended(font, "Hello, world", ink);
    SDL_Texture *texture = surface ? SDL_CreateTextureFromSurface(renderer, surface) : NULL;
    if (!texture)
        return 1;
    SDL_Rect place = {20, 20, surface->w, surface->h};
    SDL_SetRenderDrawColor(renderer, 246, 246, 243, 255);
    SDL_RenderClear(renderer);
    SDL_RenderCopy(renderer, texture, NULL, &place);
    SDL_RenderPresent(renderer);
    SDL_FreeSurface(surface);
    SDL_DestroyTexture(texture);
    TTF_CloseFont(font);
    SDL_DestroyRenderer(renderer);
    SDL_DestroyWindow(window);
    TTF_Quit();
    SDL_Quit();
    return 0;
}
