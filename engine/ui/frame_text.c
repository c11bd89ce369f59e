#include "ui/frame_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Strings stay where they are until the next frame_begin, so a full block is followed by another
 * one, never moved. */
struct text_block {
    struct text_block *next;
    size_t used, size;
    char bytes[];
};

enum { BLOCK_SIZE = 16 * 1024 };

void frame_texts_rewind(struct frame *frame) {
    frame->text_at = frame->texts;
    if (frame->text_at)
        frame->text_at->used = 0;
}

void frame_texts_free(struct frame *frame) {
    while (frame->texts) {
        struct text_block *block = frame->texts;
        frame->texts = block->next;
        free(block);
    }
    frame->text_at = NULL;
}

/* Puts a block of at least `size` bytes behind the one in use. */
static bool add_block(struct frame *frame, size_t size) {
    size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    struct text_block *block = malloc(sizeof *block + room);
    if (!block) {
        frame->failed = true;
        return false;
    }
    block->used = 0;
    block->size = room;
    if (frame->text_at) {
        block->next = frame->text_at->next;
        frame->text_at->next = block;
    } else {
        block->next = frame->texts;
        frame->texts = block;
    }
    frame->text_at = block;
    return true;
}

/* `size` bytes that stay until the next frame, or NULL. */
static char *take(struct frame *frame, size_t size) {
    while (frame->text_at && frame->text_at->size - frame->text_at->used < size &&
           frame->text_at->next) {
        frame->text_at = frame->text_at->next;
        frame->text_at->used = 0;
    }
    if (!frame->text_at || frame->text_at->size - frame->text_at->used < size)
        if (!add_block(frame, size))
            return NULL;
    char *bytes = frame->text_at->bytes + frame->text_at->used;
    frame->text_at->used += size;
    return bytes;
}

const char *frame_text(struct frame *frame, const char *text, size_t len) {
    char *copy = take(frame, len + 1);
    if (!copy)
        return "";
    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

const char *frame_printf(struct frame *frame, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = len < 0 ? NULL : take(frame, (size_t)len + 1);
    if (text)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text ? text : "";
}
