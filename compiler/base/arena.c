/* A chain of chunks; allocation moves `next` forward in the
 * newest shared chunk. The invariant: bytes from `next` to `end` are zero and
 * never written, a multiple of GRAIN, and poisoned under AddressSanitizer, so
 * what is handed out needs no clearing and a write past it is caught. A
 * request that is large for the chunk at hand gets a chunk of its own, and
 * the shared one stays in use. */

#define _DEFAULT_SOURCE /* NOLINT: MAP_ANONYMOUS, madvise */

#include "base/arena.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#    define POISONING 1
#elif defined(__has_feature)
#    if __has_feature(address_sanitizer)
#        define POISONING 1
#    endif
#endif

#ifdef POISONING
#    include <sanitizer/asan_interface.h>
#    define POISON(bytes, size)   ASAN_POISON_MEMORY_REGION(bytes, size)
#    define UNPOISON(bytes, size) ASAN_UNPOISON_MEMORY_REGION(bytes, size)
enum { GUARD = 1 }; /* at least this many poisoned bytes behind each piece */
#else
#    define POISON(bytes, size)   ((void)(bytes), (void)(size))
#    define UNPOISON(bytes, size) ((void)(bytes), (void)(size))
enum { GUARD = 0 };
#endif

enum {
    GRAIN = alignof(max_align_t),
    FIRST_CHUNK = 8 * 1024,
    LARGE_CHUNK = 256 * 1024, /* from here on, whole huge pages */
    HUGE_PAGE = 2 * 1024 * 1024,
    LAST_CHUNK = 16 * 1024 * 1024,
    PRINT_GUESS = 256 /* most printed strings are shorter */
};

struct chunk {
    struct chunk *previous;
    size_t room;   /* of `bytes` */
    size_t mapped; /* bytes that mmap gave; 0: it comes from malloc */
    alignas(max_align_t) char bytes[];
};

struct arena {
    char *start; /* of the shared chunk: all three are equal before the first */
    char *next;  /* its first free byte */
    char *end;
    struct chunk *chunks; /* every chunk, newest first */
    size_t chunk_size;    /* of the next shared chunk */
    size_t elsewhere;     /* bytes handed out outside of the shared chunk */
};

struct arena *arena_create(void)
{
    struct arena *arena = memory_zeroed(1, sizeof *arena);

    arena->start = arena->next = arena->end = (char *)arena;
    arena->chunk_size = FIRST_CHUNK;
    return arena;
}

void arena_destroy(struct arena *arena)
{
    if (!arena)
        return;
    for (struct chunk *chunk = arena->chunks; chunk;) {
        struct chunk *previous = chunk->previous;
        if (chunk->mapped > 0)
            munmap(chunk, chunk->mapped);
        else
            free(chunk);
        chunk = previous;
    }
    free(arena);
}

/* What a piece of `size` bytes takes up. */
static size_t footprint(size_t size)
{
    return (size + GUARD + GRAIN - 1) & ~(size_t)(GRAIN - 1);
}

static struct chunk *make_small_chunk(size_t size)
{
    struct chunk *chunk = memory_zeroed(1, sizeof *chunk + size);

    chunk->room = size;
    return chunk;
}

#if defined(MADV_HUGEPAGE) && !defined(POISONING) && !defined(TORTURE)

/* A large chunk lies on huge pages where the system has them: to touch a page
 * of 4 KiB for the first time costs more than to fill it. Measured, 40 of them
 * cost what one of 2 MiB does, and they were a third of the time of reading a
 * policy of 10,000 statements. */
static struct chunk *make_chunk(size_t size)
{
    size_t whole = sizeof(struct chunk) + size;

    if (size < LARGE_CHUNK || size > SIZE_MAX / 2)
        return make_small_chunk(size);
    whole = (whole + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1);

    char *bytes = mmap(NULL, whole + HUGE_PAGE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (bytes == MAP_FAILED)
        memory_exhausted();

    size_t before = -(uintptr_t)bytes & (HUGE_PAGE - 1);

    if (before > 0)
        munmap(bytes, before);
    munmap(bytes + before + whole, HUGE_PAGE - before);
    madvise(bytes + before, whole, MADV_HUGEPAGE);

    struct chunk *chunk = (struct chunk *)(void *)(bytes + before);

    chunk->room = whole - sizeof *chunk;
    chunk->mapped = whole;
    return chunk;
}

#else

static struct chunk *make_chunk(size_t size)
{
    return make_small_chunk(size);
}

#endif

/* One with room for `size` bytes or more. */
static struct chunk *add_chunk(struct arena *arena, size_t size)
{
    struct chunk *chunk = make_chunk(size);

    chunk->previous = arena->chunks;
    arena->chunks = chunk;
    POISON(chunk->bytes, chunk->room);
    return chunk;
}

/* From here on pieces are taken from these bytes; what is left of the shared
 * chunk before is lost. */
static void share(struct arena *arena, char *from, char *to)
{
    arena->elsewhere += (size_t)(arena->next - arena->start);
    arena->start = arena->next = from;
    arena->end = to;
}

/* Whether a piece gets its own chunk: a quarter is the most that a shared
 * chunk may lose at its end. The torture build shares nothing, so malloc's
 * own checks surround every piece. */
static bool stands_alone(const struct arena *arena, size_t size)
{
#ifdef TORTURE
    (void)arena;
    (void)size;
    return true;
#else
    return size >= arena->chunk_size / 4;
#endif
}

/* A piece in a chunk of its own, which is as small as it can be, but for huge
 * pages: what is left of those is worth keeping. */
static void *allocate_alone(struct arena *arena, size_t size)
{
    size_t taken = footprint(size);
    struct chunk *chunk = add_chunk(arena, taken);

    arena->elsewhere += taken;
    if (chunk->room - taken > (size_t)(arena->end - arena->next))
        share(arena, chunk->bytes + taken, chunk->bytes + chunk->room);
    UNPOISON(chunk->bytes, size);
    return chunk->bytes;
}

/* The slow half of arena_allocate: the shared chunk has no room. */
static void *allocate_anew(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        memory_exhausted();
    if (stands_alone(arena, size))
        return allocate_alone(arena, size);

    struct chunk *chunk = add_chunk(arena, arena->chunk_size);

    share(arena, chunk->bytes, chunk->bytes + chunk->room);
    if (arena->chunk_size < LAST_CHUNK)
        arena->chunk_size *= 2;
    return arena_allocate(arena, size);
}

void *arena_allocate(struct arena *arena, size_t size)
{
    char *bytes = arena->next;

    /* Strictly less, so that the guard fits too: what is left is a multiple
     * of GRAIN. */
    if (size >= (size_t)(arena->end - bytes))
        return allocate_anew(arena, size);
    arena->next += footprint(size);
    UNPOISON(bytes, size);
    return bytes;
}

void arena_reserve(struct arena *arena, size_t size)
{
    size_t room = (size_t)(arena->end - arena->next);

    if (size > LAST_CHUNK)
        size = LAST_CHUNK;
    if (size > room && footprint(size - room) > arena->chunk_size)
        arena->chunk_size = footprint(size - room);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    return arena_allocate(arena, memory_product(count, size));
}

void *arena_extend(struct arena *arena, void *items, size_t count, size_t size)
{
    if (!items)
        return arena_array(arena, 1, size);
    if (count == 0 || (count & (count - 1)) != 0)
        return items;

    size_t old = memory_product(count, size);
    size_t new = memory_product(old, 2);
    size_t more = footprint(new) - footprint(old);

    /* The last piece of the shared chunk grows where it stands. */
    if ((char *)items + footprint(old) == arena->next &&
        more < (size_t)(arena->end - arena->next)) {
        arena->next += more;
        UNPOISON(items, new);
        return items;
    }
    void *moved = arena_allocate(arena, new);
    memcpy(moved, items, old);
    POISON(items, old);
    return moved;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    char *copy;

    if (length == SIZE_MAX)
        memory_exhausted();
    copy = arena_allocate(arena, length + 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    return copy;
}

char *arena_vprint(struct arena *arena, const char *format, va_list arguments)
{
    char guess[PRINT_GUESS];
    va_list again;

    va_copy(again, arguments);
    int length = vsnprintf(guess, sizeof guess, format, arguments);
    char *string;

    if (length < 0)
        memory_exhausted(); /* longer than INT_MAX */
    if ((size_t)length < sizeof guess) {
        string = arena_copy(arena, guess, (size_t)length);
    } else {
        string = arena_allocate(arena, (size_t)length + 1);
        vsnprintf(string, (size_t)length + 1, format, again);
    }
    va_end(again);
    return string;
}

char *arena_print(struct arena *arena, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    char *string = arena_vprint(arena, format, arguments);
    va_end(arguments);
    return string;
}

size_t arena_size(const struct arena *arena)
{
    return arena->elsewhere + (size_t)(arena->next - arena->start);
}
