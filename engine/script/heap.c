#include "script/heap.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

struct heap_free {
    struct heap_free *next;
};

struct heap_large {
    struct heap_large *next, *before;
    alignas(max_align_t) unsigned char bytes[];
};

static size_t list_of(size_t size) {
    return (size - 1) / HEAP_STEP;
}

static void *small_alloc(struct heap *heap, size_t size) {
    struct heap_free **list = &heap->free[list_of(size)];
    struct heap_free *block = *list;
    if (!block)
        return pool_alloc(&heap->pool, (list_of(size) + 1) * HEAP_STEP);
    *list = block->next;
    return block;
}

static void small_free(struct heap *heap, void *block, size_t size) {
    struct heap_free *head = block;
    head->next = heap->free[list_of(size)];
    heap->free[list_of(size)] = head;
}

static struct heap_large *head_of(void *block) {
    return (struct heap_large *)(void *)((unsigned char *)block -
                                         offsetof(struct heap_large, bytes));
}

static void unlink_large(struct heap *heap, struct heap_large *head) {
    if (head->before)
        head->before->next = head->next;
    else
        heap->large = head->next;
    if (head->next)
        head->next->before = head->before;
}

static void *link_large(struct heap *heap, struct heap_large *head) {
    head->before = NULL;
    head->next = heap->large;
    if (head->next)
        head->next->before = head;
    heap->large = head;
    return head->bytes;
}

/* From large to large: the system may be able to do it without copying. */
static void *large_resize(struct heap *heap, void *block, size_t size) {
    struct heap_large *head = block ? head_of(block) : NULL;
    if (head)
        unlink_large(heap, head);
    struct heap_large *moved = realloc(head, sizeof *moved + size);
    if (moved)
        return link_large(heap, moved);
    if (head)
        link_large(heap, head);
    return NULL;
}

static void release(struct heap *heap, void *block, size_t size) {
    if (size > HEAP_SMALL_MAX) {
        unlink_large(heap, head_of(block));
        free(head_of(block));
    } else if (size) {
        small_free(heap, block, size);
    }
}

void *heap_resize(struct heap *heap, void *block, size_t old_size, size_t new_size) {
    if (!block)
        old_size = 0;
    if (new_size == 0) {
        release(heap, block, old_size);
        return NULL;
    }
    if (new_size > HEAP_SMALL_MAX && (old_size > HEAP_SMALL_MAX || !block))
        return large_resize(heap, block, new_size);
    if (block && new_size <= HEAP_SMALL_MAX && old_size <= HEAP_SMALL_MAX &&
        list_of(new_size) == list_of(old_size))
        return block;
    void *moved = new_size > HEAP_SMALL_MAX ? large_resize(heap, NULL, new_size)
                                            : small_alloc(heap, new_size);
    if (!moved || !block)
        return moved;
    memcpy(moved, block, old_size < new_size ? old_size : new_size);
    release(heap, block, old_size);
    return moved;
}

void heap_finish(struct heap *heap) {
    for (struct heap_large *head = heap->large; head;) {
        struct heap_large *next = head->next;
        free(head);
        head = next;
    }
    pool_finish(&heap->pool);
    memset(heap, 0, sizeof *heap);
}
