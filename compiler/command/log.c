/* `writ log`: what each commit changed in the meaning of a policy. The walk goes
 * back from the newest commit. Invariant: a state that can be read is told once
 * the nearest older one that can be read is there to compare it with, and those
 * between, which cannot, right behind it; so nothing that changed there is left
 * out. */

#include "command/command.h"

#include "command/side.h"
#include "diff/history.h"
#include "report/clean.h"
#include "report/json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum sort { SORT_READABLE, SORT_UNREADABLE, SORT_ABSENT };

/* The policy from one commit on, until a later one changed it. */
struct state {
    enum sort sort;
    struct moment moment; /* the commit that made it so */
    struct compilation *compilation;
    const char **paths; /* of the files that it is read from */
    size_t path_count;
};

/* What is said of a commit. */
struct told {
    struct moment moment;
    const char *verdict;
    const char *sentence; /* NULL: the verdict says it */
    size_t more;          /* changes beside the one of the sentence */
    const char *against;  /* a short id; NULL: the commit before */
};

struct walk {
    struct session *session;
    struct history *history;
    struct state *pending; /* newest first; the first alone may be readable */
    size_t pending_count;
    struct told *told;
    size_t told_count, limit;
};

/* --- states ---------------------------------------------------------------- */

/* Files of the revision, by their paths in it, the policy's own first; those of
 * the disk do not change from commit to commit. */
static void list_paths(const struct walk *walk, struct state *state)
{
    struct arena *arena = walk->session->arena;
    const struct sources *sources = &state->compilation->sources;
    size_t length = strlen(state->moment.id);

    state->paths = arena_array(arena, sources->count + 1, sizeof(char *));
    state->paths[state->path_count++] = history_path(walk->history);
    for (size_t i = 0; i < sources->count; i++) {
        const char *name = sources->items[i]->name;
        if (strncmp(name, state->moment.id, length) == 0 && name[length] == ':')
            state->paths[state->path_count++] =
                arena_copy(arena, name + length + 1, strlen(name + length + 1));
    }
}

/* The policy as it is where the walk stands. */
static struct state read_state(const struct walk *walk)
{
    struct session *session = walk->session;
    struct state state = { .sort = SORT_UNREADABLE,
                           .moment = history_moment(walk->history) };
    struct origin origin;
    const char *error = NULL;

    (void)session_prepare(session); /* it was tried once */
    state.compilation = session->compilation;
    if (!history_has_policy(walk->history))
        state.sort = SORT_ABSENT;
    else if (history_origin(walk->history, &origin, &error) &&
             side_read(session, &origin, &error) == CALL_DONE)
        state.sort = SORT_READABLE;
    list_paths(walk, &state);
    session->compilation = NULL;
    return state;
}

static void drop_state(struct state *state)
{
    compilation_destroy(state->compilation);
    state->compilation = NULL;
}

/* Whether the commit where the walk stands has the files as the state has
 * them. */
static bool is_same(const struct walk *walk, const struct state *state)
{
    for (size_t i = 0; i < state->path_count; i++)
        if (!history_is_same(walk->history, state->moment.id, state->paths[i]))
            return false;
    return true;
}

/* --- what is told ----------------------------------------------------------- */

static void tell(struct walk *walk, const struct told *told)
{
    if (walk->told_count == walk->limit)
        return;
    walk->told = arena_extend(walk->session->arena, walk->told,
                              walk->told_count, sizeof *walk->told);
    walk->told[walk->told_count++] = *told;
}

static bool is_full(const struct walk *walk)
{
    return walk->told_count == walk->limit;
}

static void tell_unreadable(struct walk *walk, const struct state *state)
{
    size_t errors =
        finding_count(&state->compilation->findings, SEVERITY_ERROR);
    struct told told = { .moment = state->moment, .verdict = "unreadable" };

    if (state->sort == SORT_ABSENT) {
        told.verdict = "gone";
        told.sentence = "the policy is not there";
    } else if (errors > 0) {
        told.sentence =
            arena_print(walk->session->arena, "`writ check` finds %zu error%s",
                        errors, errors == 1 ? "" : "s");
    }
    tell(walk, &told);
}

/* The first change of the worst effect there is. */
static const struct change *worst_of(const struct diff *diff)
{
    const struct change *worst = NULL;

    for (size_t i = 0; i < diff->count; i++)
        if (!worst || diff->changes[i].effect > worst->effect)
            worst = &diff->changes[i];
    return worst;
}

static void tell_change(struct walk *walk, const struct state *new,
                        const struct state *old)
{
    struct told told = { .moment = new->moment };
    struct diff *diff = diff_create(old->compilation, new->compilation);
    const struct change *worst = worst_of(diff);

    told.verdict = diff_verdict_name[diff->verdict];
    if (diff->exhausted) {
        told.verdict = "unknown";
        told.sentence = "the comparison needs more nodes than `--budget` "
                        "allows";
    } else if (worst) {
        told.sentence = arena_copy(walk->session->arena, worst->sentence,
                                   strlen(worst->sentence));
        told.more = diff->count - 1;
        if (diff->count == diff_count_texts(diff))
            told.verdict = "text_only";
    }
    if (walk->pending_count > 1)
        told.against = old->moment.short_id;
    tell(walk, &told);
    diff_destroy(diff);
}

/* --- the walk --------------------------------------------------------------- */

/* Tells what waits. `older` can be read, or there is nothing older. */
static void settle(struct walk *walk, const struct state *older)
{
    for (size_t i = 0; i < walk->pending_count; i++) {
        struct state *state = &walk->pending[i];
        bool last = i + 1 == walk->pending_count;
        if (state->sort == SORT_READABLE && older) {
            tell_change(walk, state, older);
        } else if (state->sort == SORT_READABLE) {
            bool cut = history_is_cut(walk->history);
            tell(walk, &(struct told){
                           .moment = state->moment,
                           .verdict = cut ? "unknown" : "new",
                           .sentence = cut ? "what was before is not in this "
                                             "clone"
                                           : NULL });
        } else if (older || !last || state->sort != SORT_ABSENT) {
            tell_unreadable(walk, state);
        } /* else it was not there yet */
        drop_state(state);
    }
    walk->pending_count = 0;
}

/* Takes the next older state. */
static void take(struct walk *walk, struct state state)
{
    if (state.sort == SORT_READABLE ||
        (walk->pending_count > 0 && walk->pending[0].sort != SORT_READABLE))
        settle(walk, &state);
    walk->pending = arena_extend(walk->session->arena, walk->pending,
                                 walk->pending_count, sizeof *walk->pending);
    walk->pending[walk->pending_count++] = state;
}

static void walk_back(struct walk *walk)
{
    take(walk, read_state(walk));
    while (!is_full(walk) && history_back(walk->history)) {
        struct state *last = &walk->pending[walk->pending_count - 1];
        bool same = is_same(walk, last);
        if (same && last->sort != SORT_UNREADABLE) {
            last->moment = history_moment(walk->history);
            continue;
        }
        struct state state = read_state(walk);
        if (same && state.sort == SORT_UNREADABLE) {
            last->moment = state.moment;
            drop_state(&state);
            continue;
        }
        take(walk, state); /* a file that was missing may be there */
    }
    if (!is_full(walk))
        settle(walk, NULL);
    for (size_t i = 0; i < walk->pending_count; i++)
        drop_state(&walk->pending[i]);
}

/* --- output ----------------------------------------------------------------- */

static void put_line(const struct told *told, struct text *text)
{
    text_print(text, "%s %s ", told->moment.short_id, told->moment.date);
    for (const char *at = told->verdict; *at; at++)
        text_char(text, *at == '_' ? ' ' : *at);
    if (told->sentence) {
        text_put(text, ": ");
        clean_put(text, told->sentence);
    }
    if (told->more > 0)
        text_print(text, ", and %zu more", told->more);
    if (told->against)
        text_print(text, ", since %s", told->against);
    if (told->moment.subject[0] != '\0') {
        text_put(text, " (");
        clean_put(text, told->moment.subject);
        text_char(text, ')');
    }
    text_char(text, '\n');
}

static void put_json(const struct walk *walk, struct text *text)
{
    text_put(text, "{\"format\": 1, \"commits\": [");
    for (size_t i = 0; i < walk->told_count; i++) {
        const struct told *told = &walk->told[i];
        text_put(text, i > 0 ? ",\n  {" : "\n  {");
        json_member(text, "commit", told->moment.id);
        text_put(text, ", ");
        json_member(text, "date", told->moment.date);
        text_put(text, ", ");
        json_member(text, "subject", told->moment.subject);
        text_put(text, ", ");
        json_member(text, "verdict", told->verdict);
        text_put(text, ",\n   ");
        json_member(text, "sentence", told->sentence);
        text_print(text, ", \"more\": %zu, ", told->more);
        json_member(text, "since", told->against);
        text_char(text, '}');
    }
    text_put(text, "]}\n");
}

/* --- the command ------------------------------------------------------------ */

static bool read_limit(struct session *session, size_t *limit)
{
    const char *word = call_value(&session->call, "number");
    char *end = NULL;

    *limit = SIZE_MAX;
    if (!word)
        return true;
    errno = 0;
    unsigned long number = strtoul(word, &end, 10);
    if (word[0] >= '0' && word[0] <= '9' && *end == '\0' && errno == 0 &&
        number > 0) {
        *limit = number;
        return true;
    }
    session_complain(session,
                     "`--number` cannot be `%s`; it is how many commits are "
                     "told, from 1 on",
                     word);
    return false;
}

static int log_run(struct session *session)
{
    const struct call *call = &session->call;
    struct walk walk = { .session = session };
    const char *error = NULL;

    if (call->file_count != 1) {
        session_complain(session,
                         "`writ log` is about one policy: `writ log "
                         "%s`",
                         call->command->usage);
        return CALL_UNUSABLE;
    }
    if (!read_limit(session, &walk.limit) || !session_prepare(session))
        return CALL_UNUSABLE;
    compilation_destroy(session->compilation);
    session->compilation = NULL;
    walk.history = history_open(session->arena, call->files[0], &error);
    if (!walk.history) {
        session_complain(session, "%s", error);
        return CALL_UNUSABLE;
    }
    walk_back(&walk);
    history_close(walk.history);
    if (walk.told_count == 0) {
        session_complain(session, "%s is in no commit", call->files[0]);
        return CALL_UNUSABLE;
    }
    if (!session_is_human(session))
        put_json(&walk, &session->out);
    for (size_t i = 0; session_is_human(session) && i < walk.told_count; i++)
        put_line(&walk.told[i], &session->out);
    return CALL_DONE;
}

static const struct option log_options[] = {
    {
        .letter = 'n',
        .name = "number",
        .value = "N",
        .help = "tell the newest N commits alone",
    },
    {
        .name = "format",
        .value = "FORMAT",
        .help = "how the commits are said, the first by default",
        .choice = side_format,
    },
    OPTION_INCLUDE,
    OPTION_BUDGET,
    { 0 },
};

const struct command command_log = {
    .name = "log",
    .summary = "say what each commit changed in the meaning of a policy",
    .usage = "FILE",
    .text = "A commit a line, the newest first, along first parents: its date, "
            "whether the\npolicy became `broader`, `narrower`, both (`mixed`) "
            "or is the `same`, and the first\n"
            "sentence of what changed. Commits that leave the policy and its "
            "imports as they\nwere are passed over. One at which the policy\n"
            "cannot be read is `unreadable`, and the next is compared with the "
            "last before it\nthat can. FILE is a file, a folder with a "
            "policy.writ, or REV:PATH.\n",
    .example = "writ log examples/ai-pool/policy.writ -n 5",
    .needs = NEED_NOTHING,
    .options = log_options,
    .run = log_run,
};
