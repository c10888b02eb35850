/* A syntax error in words. The parser may take any of thirty tokens at most
 * places, and a list of them helps nobody; what does is what stood before: it
 * says what the author was about to write. Invariant: what a message says is
 * expected, the parser takes (it is asked, with full LAC). */

#include "syntax/message.h"

#include "syntax/mark.h"
#include "syntax/repair.h"

/* What is expected behind a token, where the parser takes `if_taken`. */
struct expectation {
    int after, if_taken;
    const char *what; /* "a purpose" */
    const char *help; /* what can be typed */
};

static const struct expectation expectations[] = {
    { TOK_FOR, TOK_ANY, "a purpose",
      "name a purpose, as in `for service_provision`" },
    { TOK_TO, TOK_ANY, "a recipient or a region",
      "name a recipient, as in `to partner`" },
    { TOK_IN, TOK_ANY, "a region", "name a region, as in `in eu`" },
    { TOK_OF, TOK_ANY, "a name",
      "name whose data it is, as in `of minors`; "
      "events, after `earliest of`" },
    { TOK_ONLY, TOK_FOR, "`for`, `to`, `in` or `of`",
      "write `only` before what it limits, as in `only for security`" },
    { TOK_EXCEPT, TOK_ANY, "what is excepted",
      "name it, as in `personal except email`" },
    { TOK_WITH, TOK_ANY, "a measure",
      "name a measure, as in `with encryption`" },
    { TOK_BY, TOK_ANY, "a method",
      "name a method, as in `by physical_deletion`" },
    { TOK_UNDER, TOK_ANY, "a legal basis",
      "name a basis, as in `under consent`" },
    { TOK_GIVEN, TOK_ANY, "a condition that holds",
      "name a condition, as in `given prior_consent`" },
    { TOK_NOTWITHSTANDING, TOK_ANY, "a statement or a section",
      "name the statement over which this one prevails" },
    { TOK_SUBJECT_TO, TOK_ANY, "a statement or a section",
      "name the statement that prevails over this one" },
    { TOK_IF, TOK_PAREN_OPEN, "a condition",
      "name a condition, as in `if prior_consent`" },
    { TOK_WHEN, TOK_PAREN_OPEN, "a condition",
      "name a condition, as in `when required_by_law`" },
    { TOK_UNLESS, TOK_PAREN_OPEN, "a condition",
      "name a condition, as in `unless prior_consent`" },
    { TOK_PAREN_OPEN, TOK_PAREN_OPEN, "a condition",
      "name a condition, as in `(a or b)`" },
    { TOK_NOT, TOK_PAREN_OPEN, "a condition",
      "name a condition, as in `not prior_consent`" },
    { TOK_AND, TOK_PAREN_OPEN, "another condition",
      "name one more, or leave out the `and`" },
    { TOK_OR, TOK_PAREN_OPEN, "another condition",
      "name one more, or leave out the `or`" },
    { TOK_AND, TOK_NAME, "another name",
      "name one more, or leave out the `and`" },
    { TOK_OR, TOK_NAME, "another name",
      "name one more, or leave out the `or`" },
    { TOK_COMMA, TOK_NAME, "another name",
      "name one more, or leave out the `,`" },
    { TOK_AFTER, TOK_EARLIEST, "an event",
      "name an event, as in `after account_closure`" },
    { TOK_BEFORE, TOK_EARLIEST, "an event",
      "name an event, as in `before disclosure`" },
    { TOK_ON, TOK_EARLIEST, "an event",
      "name an event, as in `on data_breach`" },
    { TOK_ON, TOK_NAME, "an event",
      "name an event, as in `deem consent on continued_use`" },
    { TOK_EARLIEST, TOK_OF, "`of`", "write `earliest of` and the events" },
    { TOK_LATEST, TOK_OF, "`of`", "write `latest of` and the events" },
    { TOK_WITHIN, TOK_DURATION, "a duration",
      "write a number and a unit, as in `within 30 days`" },
    { TOK_EVERY, TOK_DURATION, "a duration",
      "write a number and a unit, as in `every 12 months`" },
    { TOK_TO, TOK_DURATION, "a duration",
      "write a number and a unit, as in `up to 2 years`" },
    { TOK_LEAST, TOK_DURATION, "a duration",
      "write a number and a unit, as in `at least 2 years`" },
    { TOK_UP, TOK_TO, "`to`", "write `up to 30 days`" },
    { TOK_AT, TOK_LEAST, "`least`", "write `at least 30 days`" },
    { TOK_CITING, TOK_STRING, "a text in quotes",
      "write the source in quotes, as in `citing \"GDPR Art. 6\"`" },
    { TOK_AS, TOK_STRING, "a text in quotes",
      "write the sentence to publish in quotes" },
    { TOK_WITHIN, TOK_NAME, "the name of a parent term",
      "name the term that this one is a kind of" },
    { TOK_WE, TOK_MAY, "`may`, `must`, `must not` or `never`",
      "write it after `we`, as in `we may collect email`" },
    { TOK_YOU, TOK_MAY, "`may`",
      "write `you may` and a right, as in `you may access personal`" },
    { TOK_NAME, TOK_MAY, "`may`, `must`, `must not` or `never`",
      "a sentence begins with who may or must, as in `we may collect email`" },
    { TOK_MAY, TOK_NAME, "a verb",
      "name what is done, as in `may collect email`" },
    { TOK_MUST, TOK_NAME, "a verb",
      "name what is done, as in `must delete email`" },
    { TOK_NOT, TOK_NAME, "a verb",
      "name what is not done, as in `must not disclose email`" },
    { TOK_NEVER, TOK_NAME, "a verb",
      "name what is never done, as in `never sell email`" },
    { TOK_WE, TOK_NAME, "a verb", "ask without `may`, as in `we share email`" },
    { TOK_YOU, TOK_NAME, "a verb",
      "ask without `may`, as in `you access email`" },
    { TOK_QUESTION_START, TOK_WE, "a question",
      "write it as in `we share email to partner for advertising`" },
    { TOK_DEEM, TOK_NAME, "a condition",
      "write `deem consent on continued_use`" },
    { TOK_EXPECT, TOK_ALLOW, "`allow`, `deny` or `silent`",
      "write `expect allow we share email to partner`" },
    { TOK_PROVE, TOK_ALLOW, "`allow`, `deny` or `silent`",
      "write `prove deny we sell personal`" },
    { TOK_ALLOW, TOK_WE, "a question", "write it as in `we share email`" },
    { TOK_DENY, TOK_WE, "a question", "write it as in `we share email`" },
    { TOK_SILENT, TOK_WE, "a question", "write it as in `we share email`" },
    { TOK_TEST, TOK_STRING, "a title in quotes",
      "write `test \"what it shows\" {`" },
    { TOK_IMPORT, TOK_STRING, "a library or a file",
      "write `import std.purposes`, or `import \"other.writ\"`" },
    { TOK_RENAMED, TOK_KIND, "a kind of term",
      "write it as in `renamed data mail to email`; statements and sections "
      "are told apart by what they say, so their names may change" },
    { TOK_POLICY, TOK_NAME, "a name for the policy",
      "write `policy shop \"Privacy Policy\" {`" },
    { TOK_SECTION, TOK_NAME, "a name for the section",
      "write `section collection \"What we collect\" {`" },
    { TOK_SYSTEM, TOK_NAME, "a name for the system",
      "write `system mailer \"Newsletter\" {`" },
    { TOK_TRANSLATION, TOK_NAME, "a language", "write `translation zh {`" },
    { TOK_PACK, TOK_NAME, "a name for the pack", "write `pack gdpr {`" },
    { TOK_REQUIRE, TOK_NAME, "a name for the requirement",
      "write it as in `require contact: a contact is named.`" },
    { TOK_KIND, TOK_NAME, "a name for the term",
      "write the name before the label, as in `email \"email address\"`" },
    { TOK_COLON, TOK_DEEM, "a sentence",
      "write one after the name, as in `sharing: we may share email.`" },
    { TOK_COLON, TOK_NAME, "what is done",
      "write it after the name, as in `mail: use email for notification.`" },
};

/* What a block holds, for the place where its next part would begin. */
static const struct expectation parts[] = {
    { TOK_POLICY, TOK_NAME, "a field",
      "write it as in `controller \"Shop Ltd.\"`" },
    { TOK_SYSTEM, TOK_NAME, "what the system does",
      "write it as in `use email for notification.`" },
    { TOK_TEST, TOK_EXPECT, "`expect` or `prove`",
      "write `expect allow we share email to partner.`" },
    { TOK_PACK, TOK_REQUIRE, "`require`",
      "write it as in `require contact: a contact is named.`" },
    { TOK_TRANSLATION, TOK_NAME, "a name and its text",
      "write it as in `email \"...\"`" },
    { TOK_KIND, TOK_NAME, "a term",
      "write it as in `email \"email address\"`" },
    { TOK_NAME, TOK_NAME, "a term",
      "write it as in `email \"email address\"`" },
};

/* What is expected where the token before says nothing: the first that the
 * parser takes. */
static const struct expectation places[] = {
    { 0, TOK_DEEM, "a sentence or a block",
      "a sentence begins with `we`, `you` or a recipient, a block with a word "
      "such as `section`" },
    { 0, TOK_NOTWITHSTANDING,
      "a full stop, or more of the sentence such as "
      "`for`, `to` or `if`",
      "end the sentence with `.`" },
    { 0, TOK_GIVEN,
      "the end of the question, or more of it such as `for`, "
      "`to` or `given`",
      "end the question with `.`" },
    { 0, TOK_PAREN_CLOSE, "`)`, or more of the condition",
      "write `)` where the parenthesis ends" },
    { 0, TOK_MAY, "`may`, `must`, `must not` or `never`",
      "a sentence begins with who may or must, as in `we may collect email`" },
    { 0, TOK_COLON, "`:`", "write `:` after the name" },
    { 0, TOK_ON, "`on` and an event", "write `deem consent on continued_use`" },
    { 0, TOK_CITING, "a label in quotes, `citing`, `within` or `{`",
      "a term is written `name \"label\" { ... }`, and terms are separated by "
      "commas" },
    { 0, TOK_WITHIN, "`within`, `{` or another term",
      "separate terms with commas" },
    { 0, TOK_ELLIPSIS, "another term, `...` or `}`",
      "separate terms with commas" },
    { 0, TOK_OPEN, "`{`", "write `{` where the block begins" },
    { 0, TOK_CLOSE, "`}`, or more of the block",
      "write `}` where the block ends" },
    { 0, TOK_STOP, "a full stop", "end the sentence with `.`" },
    { 0, TOK_NAME, "a name", "write a name, as in `email`" },
    { 0, TOK_STRING, "a text in quotes", "write it as `\"...\"`" },
    { 0, TOK_TO, "`to` and the new name",
      "write it as in `renamed data mail to email`" },
};

static const struct expectation heading = {
    0, TOK_OPEN, "a title in quotes, or `{`", "write `{` where the block begins"
};

/* Where a part of a block would begin. */
static const struct expectation *find_part(const struct driver *driver)
{
    const struct opening *inner = nesting_inner(driver);
    int previous = driver->previous.kind;

    if (!inner || (previous != TOK_OPEN && previous != TOK_STOP &&
                   previous != TOK_CLOSE && previous != TOK_COMMA))
        return NULL;
    for (size_t at = 0; at < sizeof parts / sizeof parts[0]; at++)
        if (parts[at].after == inner->kind &&
            driver_accepts(driver, parts[at].if_taken))
            return &parts[at];
    return NULL;
}

static const struct expectation *find_expected(const struct driver *driver)
{
    int previous = driver->previous.kind;

    for (size_t at = 0; at < sizeof expectations / sizeof expectations[0]; at++)
        if (expectations[at].after == previous &&
            driver_accepts(driver, expectations[at].if_taken))
            return &expectations[at];
    if (driver_accepts(driver, TOK_OPEN) &&
        driver->nesting.next.kind != TOK_KIND &&
        repair_opens_item(driver->nesting.next.kind))
        return &heading;

    const struct expectation *part = find_part(driver);

    if (part)
        return part;
    for (size_t at = 0; at < sizeof places / sizeof places[0]; at++)
        if (driver_accepts(driver, places[at].if_taken))
            return &places[at];
    return NULL;
}

/* What stands there instead. */
static const char *found(const struct driver *driver)
{
    const struct reader *reader = driver->reader;

    if (driver->token.kind != TOK_END)
        return reader_quote(reader, driver->token.span);
    return reader->asking ? "the end of the question" : "the end of the file";
}

/* A word of the language where a term or a statement is to be named. True where
 * told. */
static bool tell_reserved(struct driver *driver)
{
    struct reader *reader = driver->reader;
    int kind = driver->token.kind;
    int previous = driver->previous.kind;
    bool statement = driver->token.fresh && driver->next.kind == TOK_COLON;

    if (lexer_keyword(parser_word(kind), NULL) != kind ||
        !driver_accepts(driver, TOK_NAME) || driver_accepts(driver, TOK_ANY) ||
        driver_accepts(driver, TOK_PAREN_OPEN) ||
        !(statement || previous == TOK_KIND || previous == TOK_OPEN ||
          previous == TOK_COMMA || previous == TOK_SECTION ||
          previous == TOK_SYSTEM || previous == TOK_POLICY ||
          previous == TOK_TRANSLATION || previous == TOK_PACK))
        return false;

    struct finding *finding =
        fault_add(reader, &rule_syntax, driver->token.span,
                  "%s is a word of the language and cannot be a name",
                  reader_quote(reader, driver->token.span));

    if (statement)
        fault_help(reader, finding, "choose another name, such as `%s_rule`",
                   parser_word(kind));
    else
        fault_help(reader, finding,
                   "choose another name, and write this as its label");
    return true;
}

static bool tell_stray(struct driver *driver)
{
    struct reader *reader = driver->reader;
    struct span span = driver->token.span;

    if (driver->token.kind != TOK_STRAY)
        return false;

    const struct mark_meant *meant = mark_meant_ascii(
        reader_bytes(reader, span.start), span.end - span.start);
    struct finding *finding = fault_add(reader, &rule_syntax, span,
                                        "%s is not a mark of the "
                                        "language",
                                        reader_quote(reader, span));

    if (meant)
        fault_help(reader, finding, "write %s", meant->write);
    else
        fault_help(reader, finding, "leave it out");
    return true;
}

/* Two names side by side: what joins them is missing, or the first is a word
 * that other documents use. */
static bool tell_unjoined(struct driver *driver)
{
    struct reader *reader = driver->reader;
    struct finding *finding;

    if (driver->token.kind != TOK_NAME || driver->previous.kind != TOK_NAME ||
        !driver_accepts(driver, TOK_COMMA))
        return false;

    const char *first = driver->previous.value.TOK_NAME.text;
    const char *second = driver->token.value.TOK_NAME.text;
    const char *word = guess_synonym(&driver->previous);

    if (word) {
        finding = fault_add(reader, &rule_syntax, driver->previous.span,
                            "`%s` is read as a name here", first);
        fault_help(reader, finding,
                   "did you mean `%s %s`, with no comma before it?", word,
                   second);
        return true;
    }
    finding = fault_add(reader, &rule_syntax, driver->token.span,
                        "nothing joins `%s` and `%s`", first, second);
    fault_help(reader, finding, "write `%s and %s` if both are meant", first,
               second);
    return true;
}

/* `given` and `if` are not the same: facts that hold, and those that may. */
static bool tell_given(struct driver *driver)
{
    struct reader *reader = driver->reader;
    int kind = driver->token.kind;

    if (!((kind == TOK_GIVEN && driver_accepts(driver, TOK_IF)) ||
          (kind == TOK_IF && driver_accepts(driver, TOK_GIVEN))))
        return false;

    struct finding *finding =
        fault_add(reader, &rule_syntax, driver->token.span,
                  kind == TOK_IF
                      ? "a question takes `given`, not `if`"
                      : "`given` belongs to a question; a sentence and a proof "
                        "take `if`");

    fault_help(reader, finding, "%s",
               kind == TOK_IF
                   ? "name the facts that hold, with commas: `given consent`"
                   : "write the condition under which it holds: `if "
                     "consent`");
    return true;
}

/* `widget shop "..." {`: neither a sentence nor a block. */
static bool tell_unknown_block(struct driver *driver)
{
    struct reader *reader = driver->reader;
    int kind = driver->token.kind;

    if (driver->previous.kind != TOK_NAME ||
        !driver_accepts(driver, TOK_COLON) ||
        !driver_accepts(driver, TOK_MAY) ||
        !(kind == TOK_OPEN || kind == TOK_STRING ||
          driver->next.kind == TOK_OPEN || driver->next.kind == TOK_STRING))
        return false;

    struct finding *finding = fault_add(
        reader, &rule_syntax, driver->previous.span, "%s opens no block",
        reader_quote(reader, driver->previous.span));

    fault_help(reader, finding,
               "a block opens with `section`, `test`, `system`, a kind of "
               "term such as `data`, `policy`, `translation` or `pack`");
    return true;
}

/* `test "..."` within a section, where the word can only be a party. */
static bool tell_misplaced_block(struct driver *driver)
{
    struct reader *reader = driver->reader;
    const struct token *opener = &driver->previous;
    const struct opening *inner = nesting_inner(driver);

    if (!repair_opens_item(opener->kind) || !opener->fresh ||
        !driver_accepts(driver, TOK_COLON) ||
        !driver_accepts(driver, TOK_MAY) || !inner ||
        opener->kind == TOK_SECTION ||
        !(repair_is_name(driver->token.kind) ||
          driver->token.kind == TOK_STRING))
        return false;

    struct finding *finding =
        fault_add(reader, &rule_syntax, opener->span,
                  "%s opens what cannot stand in a section",
                  reader_quote(reader, opener->span));

    fault_help(reader, finding, "close the section with `}` before it");
    return true;
}

static void tell_expected(struct driver *driver)
{
    struct reader *reader = driver->reader;
    const struct expectation *expected = find_expected(driver);
    struct finding *finding;

    if (!expected) {
        finding = fault_add(reader, &rule_syntax, driver->token.span,
                            "%s does not fit here", found(driver));
        fault_help(reader, finding, "%s",
                   reader->asking ? "write the question as in `we share email "
                                    "to partner`"
                                  : "leave it out");
        return;
    }
    if (expected->after != driver->previous.kind ||
        expected->after == TOK_QUESTION_START)
        finding =
            fault_add(reader, &rule_syntax, driver->token.span,
                      "expected %s, found %s", expected->what, found(driver));
    else
        finding = fault_add(reader, &rule_syntax, driver->token.span,
                            "expected %s after %s, found %s", expected->what,
                            reader_quote(reader, driver->previous.span),
                            found(driver));
    fault_help(reader, finding, "%s", expected->help);
}

void message_unexpected(struct reader *reader)
{
    struct driver *driver = reader->driver;
    bool (*const special[])(struct driver *) = {
        tell_stray,    tell_reserved,      tell_misplaced_block,
        tell_unjoined, tell_unknown_block, tell_given,
    };

    if (driver->token.told || !parser_settled(driver->parser))
        return;
    driver->token.told = true;
    for (size_t at = 0; at < sizeof special / sizeof special[0]; at++)
        if (special[at](driver))
            return;
    tell_expected(driver);
}
