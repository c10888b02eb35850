/* Options are read by the table of the command at hand, so a command knows no
 * option but its own and help cannot list one that is not read. What `--help`
 * says and what is accepted come from the same rows. */

#include "command/options.h"

#include "base/arena.h"
#include "base/near.h"
#include "command/command.h"

#include <string.h>

/* Where help's second column starts, and how wide a page of it is. */
#define HELP_COLUMN 24u
#define HELP_WIDTH  78u

/* What every command takes. */
static const struct option option_help = {
    .letter = 'h',
    .name = "help",
    .help = "show this and do nothing",
};

void nearest_offer(struct nearest *nearest, const char *name)
{
    size_t limit = near_limit(strlen(nearest->word));
    size_t distance = near_distance(nearest->word, name, limit);

    if (distance > limit || (nearest->name && distance >= nearest->distance))
        return;
    nearest->name = name;
    nearest->distance = distance;
}

static const struct option *option_long(const struct command *command,
                                        const char *name, size_t length)
{
    for (const struct option *row = command->options; row && row->name; row++)
        if (strlen(row->name) == length && memcmp(row->name, name, length) == 0)
            return row;
    if (strlen(option_help.name) == length &&
        memcmp(option_help.name, name, length) == 0)
        return &option_help;
    return NULL;
}

static const struct option *option_short(const struct command *command,
                                         char letter)
{
    for (const struct option *row = command->options; row && row->name; row++)
        if (row->letter == letter)
            return row;
    return letter == option_help.letter ? &option_help : NULL;
}

static void refuse_unknown(const struct command *command, const char *word,
                           size_t length, struct text *error)
{
    struct text name = { 0 };
    text_add(&name, word, length);
    struct nearest nearest = { .word = text_string(&name) };

    if (length > 2 && word[1] == '-') {
        nearest.word += 2;
        for (const struct option *row = command->options; row && row->name;
             row++)
            nearest_offer(&nearest, row->name);
        nearest_offer(&nearest, option_help.name);
    }
    text_print(error, "`writ %s` has no option `%s`", command->name,
               text_string(&name));
    if (nearest.name)
        text_print(error, "; did you mean `--%s`?", nearest.name);
    else
        text_print(error, "; `writ help %s` lists what it has", command->name);
    text_destroy(&name);
}

/* "human, json" */
static void choices_print(const struct option *option, struct text *text)
{
    for (size_t i = 0; option->choice(i); i++)
        text_print(text, "%s%s", i > 0 ? ", " : "", option->choice(i));
}

static bool is_choice(const struct option *option, const char *value)
{
    for (size_t i = 0; option->choice(i); i++)
        if (strcmp(option->choice(i), value) == 0)
            return true;
    return false;
}

/* Whether one value is a choice of the option. */
static bool choice_check(const struct option *option, const char *value,
                         struct text *error)
{
    struct nearest nearest = { .word = value };

    if (is_choice(option, value))
        return true;
    for (size_t i = 0; option->choice(i); i++)
        nearest_offer(&nearest, option->choice(i));
    text_print(error, "`--%s` cannot be `%s`", option->name, value);
    if (nearest.name) {
        text_print(error, "; did you mean `%s`?", nearest.name);
    } else {
        text_put(error, "; it is one of ");
        choices_print(option, error);
    }
    return false;
}

static bool choices_check(const struct option *option, const char *value,
                          struct text *error)
{
    bool fits = true;

    if (!option->list)
        return choice_check(option, value, error);
    while (fits) {
        size_t length = strcspn(value, ",");
        struct text one = { 0 };
        text_add(&one, value, length);
        fits = choice_check(option, text_string(&one), error);
        text_destroy(&one);
        if (value[length] == '\0')
            break;
        value += length + 1;
    }
    return fits;
}

/* Where the options of a call are being read. */
struct cursor {
    struct call *call;
    struct arena *arena;
    char *const *words; /* the next one */
    struct text *error;
};

/* Adds an option; `value` is what was joined to it, or NULL. */
static bool take_option(struct cursor *cursor, const struct option *option,
                        const char *value)
{
    struct call *call = cursor->call;

    if (!option->value && value) {
        text_print(cursor->error, "`--%s` takes no value", option->name);
        return false;
    }
    if (option->value && !value)
        value = *cursor->words ? *cursor->words++ : NULL;
    if (option->value && !value) {
        text_print(cursor->error, "`--%s` needs a value: `--%s=%s`",
                   option->name, option->name, option->value);
        return false;
    }
    if (option == &option_help) {
        call->help = true;
        return true;
    }
    if (value && option->choice && !choices_check(option, value, cursor->error))
        return false;
    call->options = arena_extend(cursor->arena, call->options,
                                 call->option_count, sizeof *call->options);
    call->options[call->option_count++] = (struct given){ option, value };
    return true;
}

static bool take_long(struct cursor *cursor, const char *word)
{
    const struct command *command = cursor->call->command;
    size_t length = strcspn(word, "=");
    const char *value = word[length] == '=' ? word + length + 1 : NULL;
    const struct option *option = option_long(command, word + 2, length - 2);

    if (!option)
        refuse_unknown(command, word, length, cursor->error);
    return option && take_option(cursor, option, value);
}

static bool take_short(struct cursor *cursor, const char *word)
{
    const struct command *command = cursor->call->command;
    const struct option *option = option_short(command, word[1]);
    const char *value = word[2] != '\0' ? word + 2 : NULL;

    if (!option)
        refuse_unknown(command, word, strlen(word), cursor->error);
    return option && take_option(cursor, option, value);
}

static void take_file(struct cursor *cursor, const char *word)
{
    struct call *call = cursor->call;
    call->files = arena_extend(cursor->arena, call->files, call->file_count,
                               sizeof *call->files);
    call->files[call->file_count++] = word;
}

bool call_parse(struct call *call, struct arena *arena, char *const *words,
                struct text *error)
{
    struct cursor cursor = { call, arena, words, error };
    bool ended = false;

    while (*cursor.words) {
        const char *word = *cursor.words++;
        bool good = true;
        if (ended || word[0] != '-' || word[1] == '\0')
            take_file(&cursor, word);
        else if (strcmp(word, "--") == 0)
            ended = true;
        else if (word[1] == '-')
            good = take_long(&cursor, word);
        else
            good = take_short(&cursor, word);
        if (!good)
            return false;
    }
    return true;
}

const char *call_value(const struct call *call, const char *name)
{
    for (size_t i = call->option_count; i-- > 0;)
        if (strcmp(call->options[i].option->name, name) == 0)
            return call->options[i].value;
    return NULL;
}

bool call_has(const struct call *call, const char *name)
{
    for (size_t i = 0; i < call->option_count; i++)
        if (strcmp(call->options[i].option->name, name) == 0)
            return true;
    return false;
}

const char **call_values(const struct call *call, struct arena *arena,
                         const char *name, size_t *count)
{
    const char **values =
        arena_array(arena, call->option_count + 1, sizeof *values);

    *count = 0;
    for (size_t i = 0; i < call->option_count; i++)
        if (strcmp(call->options[i].option->name, name) == 0)
            values[(*count)++] = call->options[i].value;
    return values;
}

/* Words from the column on, in as many lines as they take. */
static void print_wrapped(struct text *text, size_t column, const char *words)
{
    size_t used = column;

    while (*words) {
        size_t length = strcspn(words, " ");
        if (used > column && used + 1 + length > HELP_WIDTH) {
            text_char(text, '\n');
            text_repeat(text, ' ', column);
            used = column;
        } else if (used > column) {
            text_char(text, ' ');
            used++;
        }
        text_add(text, words, length);
        used += length;
        words += length;
        words += strspn(words, " ");
    }
    text_char(text, '\n');
}

static void option_print(const struct option *option, struct text *text)
{
    struct text left = { 0 };
    struct text right = { 0 };

    if (option->letter)
        text_print(&left, "  -%c, --%s", option->letter, option->name);
    else
        text_print(&left, "      --%s", option->name);
    if (option->value)
        text_print(&left, " %s", option->value);
    text_put(&right, option->help);
    if (option->choice) {
        text_put(&right, ": ");
        choices_print(option, &right);
    }
    text_put(text, text_string(&left));
    if (left.length + 2 > HELP_COLUMN) {
        text_char(text, '\n');
        left.length = 0;
    }
    text_repeat(text, ' ', HELP_COLUMN - left.length);
    print_wrapped(text, HELP_COLUMN, text_string(&right));
    text_destroy(&left);
    text_destroy(&right);
}

void options_print(const struct command *command, struct text *text)
{
    for (const struct option *row = command->options; row && row->name; row++)
        option_print(row, text);
    option_print(&option_help, text);
}
