#ifndef WRIT_BASE_ARENA_H
#define WRIT_BASE_ARENA_H

/* One arena holds all that a compilation makes, and is freed whole. What is
 * handed out is zeroed, aligned for any type and never NULL; nothing in it is
 * freed alone. */

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_create(void);

/* Frees the arena and everything in it. NULL is allowed. */
void arena_destroy(struct arena *arena);

/* `size` zeroed bytes. */
void *arena_allocate(struct arena *arena, size_t size);

/* Says that pieces of about `size` bytes in all are coming, so that they come
 * from few chunks. */
void arena_reserve(struct arena *arena, size_t size);

/* `count` zeroed items of `size` bytes; an overflow ends the program. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* The array `items`, which holds `count` items of `size` bytes, with room for
 * at least one more. Call it before every append: the capacity is the power
 * of two at or above the count and needs no field of its own, so `items` must
 * be NULL or come from here. The array may move; the old one is then dead.
 *     list->items = arena_extend(arena, list->items, list->count,
 *                                sizeof *list->items);
 *     list->items[list->count++] = item; */
void *arena_extend(struct arena *arena, void *items, size_t count, size_t size);

/* A copy of `length` bytes with a NUL behind them. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/* A formatted string, NUL ended. */
char *arena_print(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprint(struct arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* Bytes handed out so far, for the figures of `make bench`. */
size_t arena_size(const struct arena *arena);

#endif
