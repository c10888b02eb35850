/* digests FIRST COUNT: random policies and their digests. Written in another
 * order a policy has the same digest; with one sentence left out it has the same
 * exactly where that sentence decided nothing, or nothing that the others do
 * not. One line for each seed that fails; the last line is "N passed, M failed". */

#include "generate.h"

#include "base/arena.h"
#include "check/catalogue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct lines {
    char **items;
    size_t count;
};

static struct lines split(struct arena *arena, const char *text)
{
    struct lines lines = { 0 };
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        lines.items =
            arena_extend(arena, lines.items, lines.count, sizeof *lines.items);
        lines.items[lines.count++] = arena_copy(arena, text, length);
        text += length + (text[length] == '\n');
    }
    return lines;
}

static bool is_sentence(const char *line)
{
    return strncmp(line, "  n", 3) == 0;
}

/* A declaration of one line. */
static bool is_declaration(const char *line)
{
    return line[0] >= 'a' && line[0] <= 'z' && strchr(line, '{') == NULL &&
           strncmp(line, "import", 6) != 0;
}

/* Every run of lines of one sort turned round. */
static void turn(struct lines *lines, bool (*sort)(const char *line))
{
    for (size_t i = 0; i < lines->count; i++) {
        size_t end = i;
        while (end < lines->count && sort(lines->items[end])) {
            end++;
        }
        for (size_t a = i, b = end; a + 1 < b; a++) {
            char *swap = lines->items[a];
            lines->items[a] = lines->items[--b];
            lines->items[b] = swap;
        }
        i = end > i ? end : i;
    }
}

static struct compilation *compile(const struct lines *lines, size_t without)
{
    char path[] = "/tmp/writ-digests-XXXXXX";
    int number = mkstemp(path);
    FILE *file = number < 0 ? NULL : fdopen(number, "w");
    if (file == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < lines->count; i++) {
        fprintf(file, "%s\n", i == without ? "" : lines->items[i]);
    }
    fclose(file);
    struct compilation *compilation = compilation_create();
    const char *paths[] = { path };
    const char *error = NULL;
    compilation_run(compilation, paths, 1, DEPTH_CHECKED, &error);
    unlink(path);
    if (compilation->analysis == NULL) {
        compilation_destroy(compilation);
        return NULL;
    }
    return compilation;
}

/* The statement that a line holds, by its place in the text. */
static const struct statement *statement_at(struct compilation *compilation,
                                            size_t line)
{
    const struct policy *policy = compilation->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        struct place place = source_place(&compilation->sources,
                                          policy->statements[i]->span.start);
        if (place.line == line + 1) {
            return policy->statements[i];
        }
    }
    return NULL;
}

static bool has_finding(const struct compilation *compilation,
                        const struct statement *statement, const char *slug)
{
    for (size_t i = 0; i < compilation->findings.count; i++) {
        const struct finding *finding = &compilation->findings.items[i];
        if (finding->statement != NULL &&
            strcmp(finding->statement, statement->name) == 0 &&
            strcmp(finding->rule->slug, slug) == 0) {
            return true;
        }
    }
    return false;
}

/* A statement whose part in the digest is its verdicts and measures alone, and
 * whose effect the findings tell. */
static bool is_plain(const struct compilation *compilation,
                     const struct statement *statement)
{
    return statement != NULL && statement->kind == STATEMENT_RULE &&
           statement->time_count == 0 && statement->methods.count == 0 &&
           !statement->prevails &&
           !has_finding(compilation, statement, "contradiction") &&
           !has_finding(compilation, statement, "never-violated");
}

/* How often a sentence left out made a difference ([1]) and how often not: a
 * test of what never occurs would prove nothing. */
struct tally {
    size_t count[2];
};

static const char *check_without(struct tally *tally,
                                 struct compilation *compilation,
                                 const struct lines *lines, size_t line)
{
    const struct statement *statement = statement_at(compilation, line);
    if (!is_plain(compilation, statement)) {
        return NULL;
    }
    struct compilation *other = compile(lines, line);
    if (other == NULL) {
        return NULL; /* another sentence names it */
    }
    bool same =
        strcmp(compilation_digest(compilation), compilation_digest(other)) == 0;
    bool nothing = has_finding(compilation, statement, "dead-statement") ||
                   has_finding(compilation, statement, "redundant-statement");
    compilation_destroy(other);
    tally->count[!nothing]++;
    return same == nothing
               ? NULL
               : arena_print(compilation->arena,
                             "without `%s` the digest is %s", statement->name,
                             same ? "the same" : "another");
}

static const char *check_seed(struct arena *arena, struct tally *tally,
                              uint64_t seed)
{
    struct text text = { 0 };
    generate_policy(seed, &text);
    struct lines lines = split(arena, text_string(&text));
    text_destroy(&text);
    struct compilation *compilation = compile(&lines, SIZE_MAX);
    const char *wrong = NULL;
    if (compilation == NULL) {
        return "it does not resolve";
    }
    for (size_t i = 0; wrong == NULL && i < lines.count; i++) {
        if (is_sentence(lines.items[i])) {
            wrong = check_without(tally, compilation, &lines, i);
        }
    }
    turn(&lines, is_sentence);
    turn(&lines, is_declaration);
    struct compilation *turned = compile(&lines, SIZE_MAX);
    if (wrong == NULL &&
        (turned == NULL || strcmp(compilation_digest(compilation),
                                  compilation_digest(turned)) != 0)) {
        wrong = "in another order it has another digest";
    }
    wrong = wrong != NULL ? arena_copy(arena, wrong, strlen(wrong)) : NULL;
    compilation_destroy(turned);
    compilation_destroy(compilation);
    return wrong;
}

int main(int count, char **arguments)
{
    uint64_t first = count > 1 ? strtoull(arguments[1], NULL, 10) : 1;
    uint64_t number = count > 2 ? strtoull(arguments[2], NULL, 10) : 100;
    size_t failed = 0;
    struct tally tally = { { 0, 0 } };
    for (uint64_t seed = first; seed < first + number; seed++) {
        struct arena *arena = arena_create();
        const char *wrong = check_seed(arena, &tally, seed);
        if (wrong != NULL) {
            printf("seed %llu: %s\n", (unsigned long long)seed, wrong);
            failed++;
        }
        arena_destroy(arena);
    }
    printf("a sentence left out: %zu made a difference, %zu made none\n",
           tally.count[1], tally.count[0]);
    printf("%llu passed, %zu failed\n", (unsigned long long)(number - failed),
           failed);
    return failed > 0;
}
