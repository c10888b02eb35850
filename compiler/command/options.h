#ifndef WRIT_COMMAND_OPTIONS_H
#define WRIT_COMMAND_OPTIONS_H

/* The command line by the GNU rules: `--name=value`, `--name value`, `-n
 * value`, `-nvalue`, options and files in any order, `--` ends the options,
 * and `-` alone is a file (standard input). */

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct command;

struct option {
    const char *name;  /* "output" */
    const char *value; /* what help calls its value; NULL: it takes none */
    const char *help;  /* a clause; what may be chosen is added to it */
    /* The values there are, by index, NULL behind the last; NULL: any. */
    const char *(*choice)(size_t index);
    char letter; /* `-o`; 0 where it has none */
    bool list;   /* several choices with commas between them */
};

struct given {
    const struct option *option;
    const char *value;
};

/* What was typed behind the command's name. The strings are argv's. */
struct call {
    const struct command *command;
    const char **files;
    size_t file_count;
    struct given *options;
    size_t option_count;
    bool help; /* `--help`, which every command takes */
};

/* False where an option is not one of the command's or has no fit value;
 * `error` is then the sentence. */
bool call_parse(struct call *call, struct arena *arena, char *const *words,
                struct text *error);

/* The value of an option: the last one given, or NULL. */
const char *call_value(const struct call *call, const char *name);

/* Whether an option was given, with a value or without. */
bool call_has(const struct call *call, const char *name);

/* All its values in the order given, in the arena. */
const char **call_values(const struct call *call, struct arena *arena,
                         const char *name, size_t *count);

/* The options of a command as its help lists them. */
void options_print(const struct command *command, struct text *text);

/* The nearest of the names offered: offer each, then read `name`, which is NULL
 * where none is near. */
struct nearest {
    const char *word;
    const char *name;
    size_t distance;
};
void nearest_offer(struct nearest *nearest, const char *name);

/* Rows that several commands share. */
#define OPTION_INCLUDE                                                         \
    {                                                                          \
        .letter = 'I', .name = "include", .value = "DIR",                      \
        .help = "look for imports in DIR too, before $WRIT_PATH; "             \
                "may be repeated"                                              \
    }
#define OPTION_BUDGET                                                          \
    {                                                                          \
        .name = "budget", .value = "N",                                        \
        .help = "give up where the analysis needs more than N "                \
                "nodes of 16 to 64 bytes (the default fits 2 GiB)"             \
    }
#define OPTION_APPROVALS                                                       \
    {                                                                          \
        .name = "approvals", .value = "NAME",                                  \
        .help = "the file of approvals beside the policy, "                    \
                "policy.approvals by default"                                  \
    }
#define OPTION_SYSTEMS                                                         \
    {                                                                          \
        .name = "systems", .value = "FILE",                                    \
        .help = "hold the flows of FILE, JSON, against the policy; it may "    \
                "be a Fides manifest; may be repeated"                         \
    }
#define OPTION_FIDES_MAP                                                       \
    {                                                                          \
        .name = "fides-map", .value = "FILE",                                  \
        .help = "what the keys of a Fides manifest are in the policy, JSON"    \
    }

#endif
