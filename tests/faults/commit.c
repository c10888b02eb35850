/* commit FOLDER: commits a bundle of three files, as `writ build` does. */

#include "base/arena.h"
#include "base/bundle.h"

#include <stdio.h>

static void fill(struct bundle *bundle)
{
    struct text *text = bundle_add(bundle, "a.h");

    for (int line = 0; line < 2000; line++)
        text_print(text, "line %d of the new header\n", line);
    text_put(bundle_add(bundle, "b.c"), "the new source\n");
    text_put(bundle_add(bundle, "c.md"), "the new document\n");
}

int main(int count, char **arguments)
{
    struct bundle bundle = { .arena = arena_create() };
    const char *error = NULL;
    bool done = false;

    fill(&bundle);
    if (count == 2)
        done = bundle_commit(&bundle, arguments[1], &error);
    if (error)
        fprintf(stderr, "commit: %s\n", error);
    bundle_destroy(&bundle);
    arena_destroy(bundle.arena);
    return done ? 0 : 2;
}
