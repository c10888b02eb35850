/* pairs FIRST COUNT FOLDER: pairs of random policies and what writ diff says of
 * them. Each is made from a seed: two policies that have little to do with each
 * other, or one and itself with sentences and declarations changed, or written
 * in another order under other names, or with its terms renamed. At situations
 * of the joint vocabulary the reference evaluator of each side is asked, and the
 * changes whose region has the situation must be those that follow from the two
 * answers: none is missing and none is too many. One line for each seed that
 * fails; the last line is "N passed, M failed". */

#include "due.h"
#include "generate.h"

#include "base/arena.h"
#include "check/compilation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SITUATIONS = 20000 };

/* --- two policies ------------------------------------------------------- */

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

static struct lines generate(struct arena *arena, uint64_t seed)
{
    struct text text = { 0 };
    generate_policy(seed, &text);
    struct lines lines = split(arena, text_string(&text));
    text_destroy(&text);
    return lines;
}

static bool is_sentence(const char *line)
{
    return strncmp(line, "  n", 3) == 0;
}

static bool is_declaration(const char *line)
{
    return line[0] >= 'a' && line[0] <= 'z' && strchr(line, '{') == NULL;
}

/* The `number`th line of a sort, or NULL. */
static char **line_of(struct lines *lines, bool (*sort)(const char *line),
                      size_t number)
{
    for (size_t i = 0; i < lines->count; i++) {
        if (sort(lines->items[i]) && number-- == 0) {
            return &lines->items[i];
        }
    }
    return NULL;
}

static size_t count_of(const struct lines *lines,
                       bool (*sort)(const char *line))
{
    size_t count = 0;
    for (size_t i = 0; i < lines->count; i++) {
        count += sort(lines->items[i]);
    }
    return count;
}

static char **any_line(struct lines *lines, bool (*sort)(const char *line),
                       struct dice *dice)
{
    size_t count = count_of(lines, sort);
    return count == 0 ? NULL
                      : line_of(lines, sort, dice_throw(dice, (uint32_t)count));
}

/* A sentence leaves, or says what one of another policy says, under its own
 * name. */
static void change_sentence(struct arena *arena, struct lines *lines,
                            struct dice *dice)
{
    char **line = any_line(lines, is_sentence, dice);
    struct lines others = generate(arena, dice->state);
    char **other = any_line(&others, is_sentence, dice);
    if (line == NULL) {
        return;
    }
    char *days = strstr(*line, " days");
    if (days != NULL && dice_throw(dice, 2) == 0) {
        days[-1] = (char)('1' + dice_throw(dice, 9));
        return;
    }
    if (dice_throw(dice, 2) == 0 || other == NULL) {
        *line = arena_copy(arena, "", 0);
    } else {
        int name = (int)strcspn(*line, ":");
        *line = arena_print(arena, "%.*s%s", name, *line,
                            *other + strcspn(*other, ":"));
    }
}

/* Rights are answered in time, and more is to be done by a time. */
static void add_times(struct arena *arena, struct lines *lines,
                      struct dice *dice)
{
    for (size_t i = 0; i < lines->count; i++) {
        char *line = lines->items[i];
        size_t length = strlen(line);
        bool right = strstr(line, ": you may ") != NULL;
        bool must = strstr(line, " must ") != NULL &&
                    strstr(line, " must not ") == NULL;
        if (is_sentence(line) && (right || must) &&
            strstr(line, " within ") == NULL && line[length - 1] == '.') {
            lines->items[i] =
                arena_print(arena, "%.*s within %u days%s.", (int)length - 1,
                            line, 1 + dice_throw(dice, 3),
                            dice_throw(dice, 2) == 0 ? "" : " after e0");
        }
    }
}

/* A term loses its parents, gets another, or is gone. */
static void change_declaration(struct arena *arena, struct lines *lines,
                               struct dice *dice)
{
    char **line = any_line(lines, is_declaration, dice);
    char *within = line == NULL ? NULL : strstr(*line, " within ");
    uint32_t form = dice_throw(dice, 3);
    if (line == NULL) {
        return;
    }
    if (form == 0) {
        *line = arena_copy(arena, "", 0);
    } else if (within != NULL && form == 1) {
        *line = arena_copy(arena, *line, (size_t)(within - *line));
    } else {
        const char *name = strchr(*line, ' ') + 1;
        int length =
            within != NULL ? (int)(within - *line) : (int)strlen(*line);
        *line = arena_print(arena, "%.*s within %c0", length, *line, name[0]);
    }
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

/* Names of statements alone are an `n` and a number. */
static void rename_all(struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        for (char *at = lines->items[i]; (at = strchr(at, 'n')) != NULL; at++) {
            if (at > lines->items[i] && at[-1] == ' ' && at[1] >= '0' &&
                at[1] <= '9') {
                *at = 'k';
            }
        }
    }
}

/* Terms are a letter and a number; each gets another letter, and a line that
 * says so. */
static void rename_terms(struct arena *arena, struct lines *lines)
{
    static const char letters[] = "adprsgcme";
    static const char others[] = "hijklotuv";
    size_t count = lines->count;
    for (size_t i = 0; i < count; i++) {
        char *line = lines->items[i];
        if (is_declaration(line) && strncmp(line, "policy ", 7) != 0) {
            const char *name = strchr(line, ' ') + 1;
            int length = (int)strcspn(name, " ");
            char *renamed = arena_print(
                arena, "renamed %.*s%.*s to %c%.*s", (int)(name - line), line,
                length, name, others[strchr(letters, name[0]) - letters],
                length - 1, name + 1);
            lines->items = arena_extend(arena, lines->items, lines->count,
                                        sizeof *lines->items);
            lines->items[lines->count++] = renamed;
        }
    }
    for (size_t i = 0; i < count; i++) {
        char *line = lines->items[i];
        for (char *at = line; *at != '\0'; at++) {
            const char *letter = strchr(letters, *at);
            bool begins =
                at == line || at[-1] == ' ' || at[-1] == '(' || at[-1] == '.';
            if (letter != NULL && begins && at[1] >= '0' && at[1] <= '9') {
                *at = others[letter - letters];
            }
        }
    }
}

static const char *write_lines(struct arena *arena, const struct lines *lines,
                               const char *path)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        return "the folder cannot be written";
    }
    (void)arena;
    for (size_t i = 0; i < lines->count; i++) {
        fprintf(file, "%s\n", lines->items[i]);
    }
    return fclose(file) == 0 ? NULL : "the folder cannot be written";
}

static struct compilation *compile(const char *path)
{
    struct compilation *compilation = compilation_create();
    const char *error = NULL;
    compilation_run(compilation, &path, 1, DEPTH_DIAGRAM, &error);
    if (compilation->analysis == NULL) {
        compilation_destroy(compilation);
        return NULL;
    }
    return compilation;
}

/* --- where it is looked at ------------------------------------------------- */

/* Situations of every sort: anywhere, and near the spots of the changes, where
 * an edge that is off by one would show. */
static const char *check_spots(struct arena *arena, struct diff *diff,
                               struct dice *dice)
{
    const struct diagrams *diagrams = diff->common->analysis->diagrams;
    const struct terms *conditions =
        &diff->common->joint->policy->terms[KIND_CONDITION];
    for (size_t i = 0; i < SITUATIONS; i++) {
        struct spot spot = { .facts = NULL };
        struct bits *facts = bits_create(arena, conditions->count);
        const struct change *near =
            diff->count > 0
                ? &diff->changes[dice_throw(dice, (uint32_t)diff->count)]
                : NULL;
        for (int level = 0; level < LEVEL_CONDITIONS; level++) {
            spot.at[level] =
                dice_throw(dice, diagrams_level_size(diagrams, (size_t)level));
            if (near != NULL && near->region != NULL && i % 4 > 0 &&
                dice_throw(dice, 5) > 0) {
                spot.at[level] = near->region->spot.at[level];
            }
        }
        for (size_t c = 1; c < conditions->count; c++) {
            if (dice_throw(dice, 3) == 0) {
                bits_add(facts, c);
            }
        }
        spot.facts = facts;
        if (near != NULL && near->region != NULL && i % 4 == 3) {
            spot.facts = near->region->spot.facts;
        }
        const char *wrong = due_check(arena, diff, &spot);
        if (wrong != NULL) {
            return wrong;
        }
    }
    return NULL;
}

/* --- the whole ------------------------------------------------------------ */

enum form {
    FORM_OTHER,
    FORM_SENTENCES,
    FORM_VOCABULARY,
    FORM_TURNED,
    FORM_RENAMED,
    FORMS
};

/* How many pairs were compared, and how many changes of each kind were told: a
 * test of what never occurs would prove nothing. */
struct tally {
    size_t pairs;
    size_t kinds[CHANGE_TEXT_ONLY + 1];
};

static void count_changes(struct tally *tally, const struct diff *diff)
{
    tally->pairs++;
    for (size_t i = 0; i < diff->count; i++) {
        tally->kinds[diff->changes[i].kind]++;
    }
}

static const char *check_whole(const struct diff *diff, enum form form)
{
    bool same = strcmp(compilation_digest(diff->sides[SIDE_OLD]),
                       compilation_digest(diff->sides[SIDE_NEW])) == 0;
    if (form == FORM_TURNED && (!same || diff->count > 0)) {
        return same ? "it is the same, and a change is told"
                    : "it is the same, and the digests differ";
    }
    if (form == FORM_RENAMED && diff->verdict != DIFF_SAME) {
        return "terms were renamed alone, and a change is told";
    }
    if (form == FORM_SENTENCES && !same && diff->verdict == DIFF_SAME) {
        return "the digests differ, and no change is told";
    }
    for (size_t i = 0; i < diff->count; i++) {
        const struct change *change = &diff->changes[i];
        if (change->region != NULL &&
            !region_has(diff->common, change->region, &change->region->spot)) {
            return "a region has not its own spot";
        }
    }
    return NULL;
}

static const char *check_seed(struct arena *arena, struct tally *tally,
                              uint64_t seed, const char *folder)
{
    struct dice dice = { seed * 977 };
    enum form form = (enum form)(seed % FORMS);
    struct lines old = generate(arena, seed);
    struct lines new = generate(arena, form == FORM_OTHER ? seed + 1 : seed);
    struct dice again = dice;
    add_times(arena, &old, &dice);
    add_times(arena, &new, &again);
    for (uint32_t i = dice_throw(&dice, 3) + 1;
         i > 0 && (form == FORM_SENTENCES || form == FORM_VOCABULARY); i--) {
        change_sentence(arena, &new, &dice);
        if (form == FORM_VOCABULARY) {
            change_declaration(arena, &new, &dice);
        }
    }
    if (form == FORM_TURNED) {
        turn(&new, is_sentence);
        turn(&new, is_declaration);
        rename_all(&new);
    }
    if (form == FORM_RENAMED) {
        rename_terms(arena, &new);
    }
    const char *paths[SIDE_COUNT] = {
        arena_print(arena, "%s/p%lu.old.writ", folder, (unsigned long)seed),
        arena_print(arena, "%s/p%lu.new.writ", folder, (unsigned long)seed)
    };
    const char *wrong = write_lines(arena, &old, paths[SIDE_OLD]);
    wrong = wrong != NULL ? wrong : write_lines(arena, &new, paths[SIDE_NEW]);
    if (wrong != NULL) {
        return wrong;
    }
    struct compilation *sides[SIDE_COUNT] = { compile(paths[SIDE_OLD]),
                                              compile(paths[SIDE_NEW]) };
    if (sides[SIDE_OLD] != NULL && sides[SIDE_NEW] != NULL) {
        struct diff *diff = diff_create(sides[SIDE_OLD], sides[SIDE_NEW]);
        count_changes(tally, diff);
        wrong = diff->exhausted ? "it is too large" : check_whole(diff, form);
        wrong = wrong != NULL ? wrong : check_spots(arena, diff, &dice);
        diff_destroy(diff);
    } else if (form == FORM_OTHER || form >= FORM_TURNED) {
        wrong = "it does not resolve";
    }
    compilation_destroy(sides[SIDE_OLD]);
    compilation_destroy(sides[SIDE_NEW]);
    return wrong;
}

int main(int count, char **arguments)
{
    if (count != 4) {
        fprintf(stderr, "usage: pairs FIRST COUNT FOLDER\n");
        return 2;
    }
    uint64_t first = strtoull(arguments[1], NULL, 10);
    uint64_t number = strtoull(arguments[2], NULL, 10);
    size_t failed = 0;
    struct tally tally = { 0 };
    for (uint64_t seed = first; seed < first + number; seed++) {
        struct arena *arena = arena_create();
        const char *wrong = check_seed(arena, &tally, seed, arguments[3]);
        if (wrong != NULL) {
            printf("seed %lu: %s\n", (unsigned long)seed, wrong);
            fflush(stdout);
            failed++;
        }
        arena_destroy(arena);
    }
    printf("pairs %zu", tally.pairs);
    for (int kind = 0; kind <= CHANGE_TEXT_ONLY; kind++) {
        printf(", %s %zu", change_kind_name[kind], tally.kinds[kind]);
    }
    printf("\n%zu passed, %zu failed\n", (size_t)number - failed, failed);
    return failed > 0;
}
