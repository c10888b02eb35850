/* `writ gate`: whether a change of policy may pass. The floor below judges; this
 * says why, and what to type. */

#include "command/command.h"

#include "command/side.h"
#include "diff/format.h"
#include "diff/gate.h"
#include "report/clean.h"
#include "report/json.h"

#include <inttypes.h>
#include <string.h>

/* --- for people ----------------------------------------------------------- */

static void put_broader(const struct diff *diff, struct text *text)
{
    for (size_t i = 0; i < diff->count; i++) {
        if (diff->changes[i].effect == EFFECT_BROADER) {
            text_put(text, "  broader: ");
            clean_put(text, diff->changes[i].sentence);
            text_char(text, '\n');
        }
    }
}

static void put_wordings(const struct gate *gate,
                         const struct worded *const *list, size_t count,
                         struct text *text, const char *what)
{
    const struct sources *sources = &gate->diff->sides[SIDE_NEW]->sources;
    for (size_t i = 0; i < count; i++) {
        struct place place = source_place(sources, list[i]->span.start);
        text_print(text, "%s: the wording of `%s` in `%s`",
                   gate->stale == list ? "stopped" : "note",
                   list[i]->statement->name, list[i]->language);
        if (place.source) {
            text_put(text, " (");
            clean_put(text, place.source->name);
            text_print(text, ":%" PRIu32 ")", place.line);
        }
        text_print(text, " %s\n", what);
    }
}

static void put_seats(const struct gate *gate, struct text *text)
{
    for (size_t i = 0; gate->needed && i < gate->seat_count; i++) {
        const struct seat *seat = &gate->seats[i];
        if (seat->dropped)
            text_print(text,
                       "  `%s` is no longer among the approvers: that too is "
                       "to be approved, by `%s` as well\n",
                       seat->role, seat->role);
    }
    for (size_t i = 0; gate->needed && i < gate->seat_count; i++) {
        const struct seat *seat = &gate->seats[i];
        if (!seat->approval)
            continue;
        text_print(text, "approved as `%s` by ", seat->role);
        clean_put(text, seat->approval->by);
        if (seat->approval->note) {
            text_put(text, ": ");
            text_line(text, seat->approval->note);
        }
        text_char(text, '\n');
    }
}

/* What can be typed next. A line is added to the file on the disk. */
static void put_approve(const struct session *session, const char *role,
                        struct text *text)
{
    const char *new = session->call.files[1];
    const char *colon = strchr(new, ':');

    if (!session->compilation->approvals->path && colon)
        new = colon + 1;
    text_put(text, "  help: `writ approve ");
    clean_put(text, session->call.files[0]);
    text_char(text, ' ');
    clean_put(text, new);
    text_print(text, " --by NAME --role %s`\n", role);
}

static void put_missing(const struct session *session, const struct gate *gate,
                        struct text *text)
{
    if (gate->needed && gate->seat_count == 0)
        text_put(text, "stopped: no header names anybody who may approve it\n"
                       "  help: write `approvers legal` in the policy's header "
                       "first\n");
    for (size_t i = 0; gate->needed && i < gate->seat_count; i++) {
        const struct seat *seat = &gate->seats[i];
        if (!seat->approval) {
            text_print(text, "stopped: not approved as `%s`\n", seat->role);
            put_approve(session, seat->role, text);
        }
    }
}

static void put_human(const struct session *session, const struct gate *gate,
                      struct text *text)
{
    diff_human_verdict(gate->diff, text);
    put_broader(gate->diff, text);
    put_seats(gate, text);
    put_wordings(gate, gate->unpinned, gate->unpinned_count, text,
                 "stayed as it was, and its rule has changed");
    if (gate->broken) {
        text_put(text, "stopped: ");
        clean_put(text, gate->broken_file);
        text_print(text,
                   ":%zu: the line %s\n  help: take the lines back as they "
                   "were; `writ approve` adds to them\n",
                   gate->broken_line, gate->broken);
    }
    put_wordings(gate, gate->stale, gate->stale_count, text,
                 "was approved for another meaning than its rule has now");
    if (gate->stale_count > 0)
        put_approve(session,
                    gate->seat_count > 0 ? gate->seats[0].role : "legal", text);
    if (!gate->broken)
        put_missing(session, gate, text);
    if (gate->passed)
        text_print(text, "passed: %s\n",
                   gate->needed ? "everyone who is asked has approved it"
                                : "it needs no approval");
}

/* --- for programs --------------------------------------------------------- */

static void json_wordings(const struct gate *gate,
                          const struct worded *const *list, size_t count,
                          struct text *text)
{
    const struct sources *sources = &gate->diff->sides[SIDE_NEW]->sources;
    text_char(text, '[');
    for (size_t i = 0; i < count; i++) {
        struct place place = source_place(sources, list[i]->span.start);
        text_put(text, i > 0 ? ", {" : "{");
        json_member(text, "statement", list[i]->statement->name);
        text_put(text, ", ");
        json_member(text, "language", list[i]->language);
        text_put(text, ", ");
        json_member(text, "file", place.source ? place.source->name : NULL);
        text_print(text, ", \"line\": %" PRIu32 "}", place.line);
    }
    text_char(text, ']');
}

static void json_seats(const struct gate *gate, struct text *text)
{
    text_put(text, "\"approvers\": [");
    for (size_t i = 0; i < gate->seat_count; i++) {
        const struct seat *seat = &gate->seats[i];
        text_put(text, i > 0 ? ",\n  {" : "\n  {");
        json_member(text, "role", seat->role);
        text_print(text, ", \"dropped\": %s, ",
                   seat->dropped ? "true" : "false");
        json_member(text, "by", seat->approval ? seat->approval->by : NULL);
        text_put(text, ", ");
        json_member(text, "note", seat->approval ? seat->approval->note : NULL);
        text_char(text, '}');
    }
    text_char(text, ']');
}

static void json_broken(const struct gate *gate, struct text *text)
{
    text_put(text, "\"broken\": ");
    if (!gate->broken) {
        text_put(text, "null");
        return;
    }
    text_char(text, '{');
    json_member(text, "file", gate->broken_file);
    text_print(text, ", \"line\": %zu, ", gate->broken_line);
    json_member(text, "message", gate->broken);
    text_char(text, '}');
}

static void put_json(const struct gate *gate, struct text *text)
{
    const char *separator = "";
    text_put(text, "{\"format\": 1, ");
    json_member(text, "verdict", diff_verdict_name[gate->diff->verdict]);
    text_print(text, ", \"passed\": %s, \"approval_needed\": %s, ",
               gate->passed ? "true" : "false",
               gate->needed ? "true" : "false");
    json_member(text, "change", gate->change);
    text_put(text, ",\n \"broader\": [");
    for (size_t i = 0; i < gate->diff->count; i++) {
        if (gate->diff->changes[i].effect == EFFECT_BROADER) {
            text_put(text, separator);
            json_string(text, gate->diff->changes[i].sentence);
            separator = ", ";
        }
    }
    text_put(text, "],\n ");
    json_seats(gate, text);
    text_put(text, ",\n ");
    json_broken(gate, text);
    text_put(text, ",\n \"stale_wording\": ");
    json_wordings(gate, gate->stale, gate->stale_count, text);
    text_put(text, ",\n \"unapproved_wording\": ");
    json_wordings(gate, gate->unpinned, gate->unpinned_count, text);
    text_put(text, "}\n");
}

/* --- the command ---------------------------------------------------------- */

static int gate_run(struct session *session)
{
    struct diff *diff;
    int status = sides_compare(session, &diff);

    if (status != CALL_DONE)
        return status;
    struct gate *gate = gate_judge(diff);
    if (!gate) {
        status = sides_exhausted(session);
    } else {
        if (session_is_human(session))
            put_human(session, gate, &session->out);
        else
            put_json(gate, &session->out);
        status = gate->passed ? CALL_DONE : CALL_FAILED;
    }
    sides_close(diff);
    return status;
}

static const struct option gate_options[] = {
    {
        .name = "format",
        .value = "FORMAT",
        .help = "how the judgement is said, the first by default",
        .choice = side_format,
    },
    OPTION_APPROVALS,
    OPTION_INCLUDE,
    OPTION_BUDGET,
    { 0 },
};

const struct command command_gate = {
    .name = "gate",
    .summary = "stop a change that allows more until it is approved",
    .usage = "OLD NEW",
    .text = "A change that is narrower, or of words alone, passes. Another "
            "passes where\neveryone has approved it whom the header of OLD or "
            "of NEW asks for\n(`approvers legal, engineering`); `writ approve` "
            "writes that into\npolicy.approvals beside the policy. The lines "
            "that OLD has of that file must\nstill be there, and count no "
            "more. A wording that was approved for another\nmeaning than its "
            "rule has now stops the change, whatever it is.\n"
            "\n"
            "OLD and NEW are as for `writ diff`. Exit status 1: it may not "
            "pass.\n",
    .example = "writ gate examples/ai-pool/policy.writ "
               "examples/ai-pool/policy.writ",
    .needs = NEED_NOTHING,
    .options = gate_options,
    .run = gate_run,
};
