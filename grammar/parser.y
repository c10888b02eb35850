/* Tokens to tree, by Bison. The rules read as the grammar of REFERENCE.md; an
 * action is one call into compiler/syntax/build.h. Invariants: no conflict;
 * every list is left-recursive; a body in braces recovers at its brace, a
 * sentence at its full stop, a list of names at the next name, so one slip
 * costs one sentence at most; yyerrok only where a token that ends something
 * was taken. An optional part is never the first of a rule whose span counts:
 * an empty one lies behind the token before.
 *
 * A text in which nothing is wrong never comes here: compiler/syntax/swift*.c
 * reads it, by the same rules under the same names, so that a change here is
 * one there too. Where they differ tests/unit/syntax_swift.c says so. */
%require "3.8"
%define api.pure full
%define api.push-pull push
%define api.token.prefix {TOK_}
%define api.symbol.prefix {SYM_}
%define api.location.type {struct span}
%define api.value.type union
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%param {struct reader *reader}

%code requires {
#include "syntax/build.h"
}

%code provides {
/* Whether the parser could take this token (TOK_...) next. */
bool parser_accepts(yypstate *state, int token);

/* Whether it is looking for a place to go on after a syntax error, and whether
 * it found one that it trusts: what goes wrong before is an echo. */
bool parser_recovers(const yypstate *state);
bool parser_settled(const yypstate *state);

/* How a token is called to an author: `may`, "a name". */
const char *parser_word(int token);

/* The words for all that the parser could take next, at most `limit` of them:
 * what an editor offers. Gives how many. */
size_t parser_expected(yypstate *state, const char **words, size_t limit);
}

%code {
#include "syntax/message.h"

#define YYLLOC_DEFAULT(current, rhs, count)                         \
    do {                                                            \
        if (count) {                                                \
            (current).start = YYRHSLOC(rhs, 1).start;               \
            (current).end = YYRHSLOC(rhs, count).end;               \
        } else {                                                    \
            (current).start = (current).end = YYRHSLOC(rhs, 0).end; \
        }                                                           \
    } while (0)

static void yyerror(const struct span *span, struct reader *reader,
                    const char *message);
}

%token END 0 "the end of the file"
%token FILE_START QUESTION_START
%token STRAY

%token <struct tree_name> NAME "a name"
%token <struct tree_string> STRING "a text in quotes"
%token <struct tree_value> DATE "a date" NUMBER "a number"
%token <struct tree_duration> DURATION "a duration"
%token <enum kind> KIND "a kind of term"

%token STOP "." COMMA "," COLON ":" ELLIPSIS "..." QUERY "?"
%token OPEN "{" CLOSE "}" PAREN_OPEN "(" PAREN_CLOSE ")"

%token WE "we" YOU "you" MAY "may" MUST "must" NOT "not" NEVER "never"
%token FOR "for" TO "to" IN "in" OF "of" ONLY "only"
%token ANY "any" EXCEPT "except" AND "and" OR "or"
%token IF "if" WHEN "when" UNLESS "unless"
%token WITHIN "within" UP "up" AT "at" LEAST "least" EVERY "every"
%token BEFORE "before" AFTER "after" ON "on" PROMPTLY "promptly"
%token EARLIEST "earliest" LATEST "latest"
%token WITH "with" BY "by" UNDER "under" CITING "citing"
%token NOTWITHSTANDING "notwithstanding" SUBJECT_TO "subject to"
%token AS "as" DEEM "deem" GIVEN "given"

%token POLICY "policy" IMPORT "import" RENAMED "renamed"
%token SECTION "section" SYSTEM "system"
%token TEST "test" TRANSLATION "translation" PACK "pack" REQUIRE "require"
%token EXPECT "expect" PROVE "prove"
%token ALLOW "allow" DENY "deny" SILENT "silent"

%nterm <struct tree_item> item
%nterm <struct tree_policy *> policy
%nterm <struct build_list> fields entries contents flows expectations pairs
%nterm <struct build_list> requirements alternatives conjuncts
%nterm <struct tree_field> field
%nterm <struct tree_value> value
%nterm <struct tree_import *> import
%nterm <struct tree_declaration *> declaration
%nterm <struct tree_renaming *> renaming
%nterm <struct tree_entry *> entry entry_head
%nterm <struct build_body> opt_body
%nterm <struct tree_section *> section section_head
%nterm <struct tree_content> content
%nterm <struct tree_qualifiers> orders
%nterm <struct tree_statement *> statement sentence clause act
%nterm <struct build_party> party
%nterm <struct build_head> head
%nterm <enum tree_modality> modality
%nterm <struct tree_selection> selection
%nterm <struct tree_names> names parents opt_within opt_given
%nterm <struct tree_name> name noun language
%nterm <struct tree_qualifiers> qualifiers places
%nterm <struct tree_qualifier *> qualifier order place plain
%nterm <enum tree_qualifier_kind> prep
%nterm <struct tree_event> event opt_after
%nterm <struct tree_condition *> condition conjunction factor opt_if
%nterm <struct tree_string> opt_string opt_citing opt_wording title
%nterm <struct tree_system *> system
%nterm <struct tree_flow *> flow flow_clause flow_act
%nterm <struct tree_test *> test
%nterm <struct tree_expectation> expectation
%nterm <enum tree_verdict> verdict
%nterm <struct tree_question *> question question_act question_clause
%nterm <struct tree_translation *> translation
%nterm <struct tree_pair> pair
%nterm <struct tree_pack *> pack
%nterm <struct tree_requirement> requirement

%%

start
    : FILE_START file
    | QUESTION_START question opt_given opt_stop
                                { build_asked(reader, $2, $3); }

file
    : %empty
    | file item                 { build_item(reader, $2); }
    | file error                /* no yyerrok: stops before the next opener */
    | file error "."            { yyerrok; }

item
    : policy        { $$ = (struct tree_item){ ITEM_POLICY, { .policy = $1 } }; }
    | import        { $$ = (struct tree_item){ ITEM_IMPORT, { .import = $1 } }; }
    | declaration   { $$ = (struct tree_item){ ITEM_DECLARATION, { .declaration = $1 } }; }
    | renaming      { $$ = (struct tree_item){ ITEM_RENAMING, { .renaming = $1 } }; }
    | section       { $$ = (struct tree_item){ ITEM_SECTION, { .section = $1 } }; }
    | statement     { $$ = (struct tree_item){ ITEM_STATEMENT, { .statement = $1 } }; }
    | system        { $$ = (struct tree_item){ ITEM_SYSTEM, { .system = $1 } }; }
    | test          { $$ = (struct tree_item){ ITEM_TEST, { .test = $1 } }; }
    | translation   { $$ = (struct tree_item){ ITEM_TRANSLATION, { .translation = $1 } }; }
    | pack          { $$ = (struct tree_item){ ITEM_PACK, { .pack = $1 } }; }

/* --- header and imports ------------------------------------------------ */

policy
    : "policy" head open fields "}"
                                { $$ = build_policy(reader, $2, $4, @$); }

fields
    : %empty                    { $$ = build_list(); }
    | fields field              { $$ = build_list_add(reader, $1, &$2, sizeof $2); }
    | fields error

field
    : name value                { $$ = build_field(reader, $1, $2, @$); }
    | field "," value           { $$ = build_value_add(reader, $1, $3, @$); }

value
    : STRING                    { $$ = build_value(VALUE_STRING, $1.text, @$); }
    | DATE
    | NUMBER
    | name                      { $$ = build_value(VALUE_NAME, $1.text, @$); }

import
    : "import" name             { $$ = build_import(reader, $2, @$); }
    | "import" STRING           { $$ = build_import_file(reader, $2, @$); }

/* --- vocabulary -------------------------------------------------------- */

declaration
    : KIND entry                { $$ = build_declaration(reader, $1, $2); }

entry
    : entry_head opt_body       { $$ = build_entry_end($1, $2, @$); }

entry_head
    : name opt_string opt_citing opt_within
                                { $$ = build_entry(reader, $1, $2, $3, $4); }

opt_within
    : %empty                    { $$ = build_no_names(); }
    | "within" parents          { $$ = $2; }

parents
    : name                      { $$ = build_names(reader, $1); }
    | parents "and" name        { $$ = build_name_add(reader, $1, $3); }

opt_body
    : %empty                    { $$ = build_no_body(); }
    | "{" entries "}"           { $$ = build_body($2); }
    | "{" entries "..." "}"     { $$ = build_open_body($2, @3); }
    | "{" entries "," "..." "}" { $$ = build_open_body($2, @4); }
    | "{" error "}"             { yyerrok; $$ = build_body(build_list()); }

entries
    : entry                     { $$ = build_list_add(reader, build_list(), &$1, sizeof $1); }
    | entries entry             { $$ = build_list_add(reader, $1, &$2, sizeof $2); }
    | entries "," entry         { $$ = build_list_add(reader, $1, &$3, sizeof $3); }
    | entries error

renaming
    : "renamed" KIND name "to" name
                                { $$ = build_renaming(reader, $2, $3, $5, @$); }

/* --- sections ---------------------------------------------------------- */

section
    : section_head contents "}" { $$ = build_section_end($1, $2, @$); }
    | section_head contents error "}"
                                { yyerrok; $$ = build_section_end($1, $2, @$); }

section_head
    : "section" head orders open
                                { $$ = build_section(reader, $2, $3); }

orders
    : %empty                    { $$ = build_no_qualifiers(); }
    | orders order              { $$ = build_qualifier_add(reader, $1, $2); }

contents
    : %empty                    { $$ = build_list(); }
    | contents content          { $$ = build_list_add(reader, $1, &$2, sizeof $2); }
    | contents error "."        { yyerrok; $$ = $1; }

content
    : section                   { $$ = (struct tree_content){ .kind = CONTENT_SECTION, .section = $1 }; }
    | statement                 { $$ = (struct tree_content){ .kind = CONTENT_STATEMENT, .statement = $1 }; }
    | STRING                    { $$ = build_prose(reader, build_no_name(), $1); }
    | name ":" STRING           { $$ = build_prose(reader, $1, $3); }

/* --- statements -------------------------------------------------------- */

statement
    : sentence "."              { $$ = build_statement_end($1, build_no_name(), @$, @$); }
    | name ":" sentence "."     { $$ = build_statement_end($3, $1, @$, build_join(@3, @4)); }

sentence
    : clause qualifiers opt_wording
                                { $$ = build_sentence($1, $2, $3); }
    | "deem" name "on" name opt_wording
                                { $$ = build_deem(reader, $2, $4, $5); }

clause
    : act
    | act selection             { $$ = build_objects($1, $2); }
    | act "you"                 { $$ = build_object_you($1); }

act
    : party modality names      { $$ = build_act(reader, $1, $2, $3); }

party
    : "we"                      { $$ = build_party(PARTY_WE, @$); }
    | "you"                     { $$ = build_party(PARTY_YOU, @$); }
    | name                      { $$ = build_party_named($1); }
    | "?"                       { $$ = build_party_named(build_word(reader, @$)); }

modality
    : "may"                     { $$ = MODALITY_MAY; }
    | "must"                    { $$ = MODALITY_MUST; }
    | "must" "not"              { $$ = MODALITY_MUST_NOT; }
    | "never"                   { $$ = MODALITY_NEVER; }
    | "may" "not"               { $$ = build_may_not(reader, @$); }

selection
    : names                     { $$ = build_selection($1, build_no_names()); }
    | names "except" names      { $$ = build_selection($1, $3); }

names
    : noun                      { $$ = build_names(reader, $1); }
    | names sep noun            { $$ = build_name_add(reader, $1, $3); }

noun
    : name
    | "any"                     { $$ = build_word(reader, @$); }
    | "?"                       { $$ = build_word(reader, @$); }

sep
    : "," | "and" | "or" | "," "and" | "," "or"

/* --- qualifiers -------------------------------------------------------- */

qualifiers
    : %empty                    { $$ = build_no_qualifiers(); }
    | qualifiers qualifier      { $$ = build_qualifier_add(reader, $1, $2); }

qualifier
    : place
    | order
    | "if" condition            { $$ = build_guard(reader, QUALIFIER_IF, $2, @$); }
    | "when" condition          { $$ = build_guard(reader, QUALIFIER_WHEN, $2, @$); }
    | "unless" condition        { $$ = build_guard(reader, QUALIFIER_UNLESS, $2, @$); }
    | "within" DURATION opt_after
                                { $$ = build_time(reader, QUALIFIER_WITHIN, $2, $3, @$); }
    | "up" "to" DURATION opt_after
                                { $$ = build_time(reader, QUALIFIER_UP_TO, $3, $4, @$); }
    | "at" "least" DURATION opt_after
                                { $$ = build_time(reader, QUALIFIER_AT_LEAST, $3, $4, @$); }
    | "every" DURATION          { $$ = build_time(reader, QUALIFIER_EVERY, $2, build_no_event(), @$); }
    | "before" event            { $$ = build_moment(reader, QUALIFIER_BEFORE, $2, @$); }
    | "on" event                { $$ = build_moment(reader, QUALIFIER_ON, $2, @$); }
    | "promptly" opt_after      { $$ = build_moment(reader, QUALIFIER_PROMPTLY, $2, @$); }
    | "with" names              { $$ = build_listed(reader, QUALIFIER_WITH, $2, @$); }
    | "by" names                { $$ = build_listed(reader, QUALIFIER_BY, $2, @$); }
    | "under" names             { $$ = build_listed(reader, QUALIFIER_UNDER, $2, @$); }
    | "citing" STRING           { $$ = build_citing(reader, $2, @$); }

order
    : "notwithstanding" names   { $$ = build_listed(reader, QUALIFIER_NOTWITHSTANDING, $2, @$); }
    | "subject to" names        { $$ = build_listed(reader, QUALIFIER_SUBJECT_TO, $2, @$); }

place
    : plain
    | "only" plain              { $$ = build_only($2, @$); }

plain
    : prep selection            { $$ = build_place(reader, $1, $2, @$); }

prep
    : "for"                     { $$ = QUALIFIER_FOR; }
    | "to"                      { $$ = QUALIFIER_TO; }
    | "in"                      { $$ = QUALIFIER_IN; }
    | "of"                      { $$ = QUALIFIER_OF; }

opt_after
    : %empty                    { $$ = build_no_event(); }
    | "after" event             { $$ = $2; }

event
    : name                      { $$ = build_event(reader, $1); }
    | "earliest" "of" names     { $$ = build_events(EVENT_EARLIEST, $3); }
    | "latest" "of" names       { $$ = build_events(EVENT_LATEST, $3); }

opt_wording
    : %empty                    { $$ = build_no_string(); }
    | "as" STRING               { $$ = $2; }

/* --- conditions: `and` binds tighter than `or` ------------------------- */

condition
    : alternatives              { $$ = build_tree(reader, $1, TREE_CONDITION_OR); }

alternatives
    : conjunction               { $$ = build_list_add(reader, build_list(), &$1, sizeof $1); }
    | alternatives "or" conjunction
                                { $$ = build_list_add(reader, $1, &$3, sizeof $3); }

conjunction
    : conjuncts                 { $$ = build_tree(reader, $1, TREE_CONDITION_AND); }

conjuncts
    : factor                    { $$ = build_list_add(reader, build_list(), &$1, sizeof $1); }
    | conjuncts "and" factor    { $$ = build_list_add(reader, $1, &$3, sizeof $3); }

factor
    : name                      { $$ = build_fact(reader, $1); }
    | "not" factor              { $$ = build_negation(reader, $2, @$); }
    | "(" condition ")"         { $$ = build_group($2, @$); }

/* --- systems ----------------------------------------------------------- */

system
    : "system" head open flows "}"
                                { $$ = build_system(reader, $2, $4, @$); }
    | "system" head open flows error "}"
                                { yyerrok; $$ = build_system(reader, $2, $4, @$); }

flows
    : %empty                    { $$ = build_list(); }
    | flows flow                { $$ = build_list_add(reader, $1, $2, sizeof *$2); }
    | flows error "."           { yyerrok; $$ = $1; }

flow
    : flow_clause qualifiers "."
                                { $$ = build_flow_end($1, $2, build_no_name(), @$); }
    | name ":" flow_clause qualifiers "."
                                { $$ = build_flow_end($3, $4, $1, @$); }

flow_clause
    : flow_act
    | flow_act selection        { $$ = build_flow_objects($1, $2); }
    | flow_act "you"            { $$ = build_flow_you($1); }

flow_act
    : names                     { $$ = build_flow(reader, $1); }

/* --- tests and questions ----------------------------------------------- */

test
    : "test" title open expectations "}"
                                { $$ = build_test(reader, $2, $4, @$); }
    | "test" title open expectations error "}"
                                { yyerrok; $$ = build_test(reader, $2, $4, @$); }

title
    : STRING
    | error                     { $$ = build_untitled(@$); }

expectations
    : %empty                    { $$ = build_list(); }
    | expectations expectation  { $$ = build_list_add(reader, $1, &$2, sizeof $2); }
    | expectations error "."    { yyerrok; $$ = $1; }

expectation
    : "expect" verdict question opt_given "."
                                { $$ = build_expect($2, $3, $4, @$); }
    | "prove" verdict question opt_if "."
                                { $$ = build_prove($2, $3, $4, @$); }

verdict
    : "allow"                   { $$ = TREE_ALLOW; }
    | "deny"                    { $$ = TREE_DENY; }
    | "silent"                  { $$ = TREE_SILENT; }

question
    : question_clause places    { $$ = build_question_end($1, $2, @$); }

question_clause
    : question_act
    | question_act selection    { $$ = build_question_objects($1, $2); }
    | question_act "you"        { $$ = build_question_you($1); }

question_act
    : party names               { $$ = build_question(reader, $1, $2); }

places
    : %empty                    { $$ = build_no_qualifiers(); }
    | places plain              { $$ = build_qualifier_add(reader, $1, $2); }

opt_given
    : %empty                    { $$ = build_no_names(); }
    | "given" names             { $$ = $2; }

opt_if
    : %empty                    { $$ = NULL; }
    | "if" condition            { $$ = $2; }

opt_stop
    : %empty
    | "."

/* --- translations and packs -------------------------------------------- */

translation
    : "translation" language open pairs "}"
                                { $$ = build_translation(reader, $2, $4, @$); }

language
    : name
    | error                     { $$ = build_unnamed(reader, @$).name; }

pairs
    : %empty                    { $$ = build_list(); }
    | pairs pair                { $$ = build_list_add(reader, $1, &$2, sizeof $2); }
    | pairs error

pair
    : name STRING               { $$ = (struct tree_pair){ $1, $2 }; }

pack
    : "pack" head open requirements "}"
                                { $$ = build_pack(reader, $2, $4, @$); }
    | "pack" head open requirements error "}"
                                { yyerrok; $$ = build_pack(reader, $2, $4, @$); }

requirements
    : %empty                    { $$ = build_list(); }
    | requirements requirement  { $$ = build_list_add(reader, $1, &$2, sizeof $2); }
    | requirements error "."    { yyerrok; $$ = $1; }

requirement
    : "require" name opt_string ":" tokens "."
                                { $$ = build_requirement($2, $3, @5); }

/* What a requirement says is kept as text: any tokens, braces in pairs, full
 * stops only between braces. */
tokens
    : token
    | tokens token

token
    : word
    | "{" "}"
    | "{" inner "}"

inner
    : token
    | "."
    | inner token
    | inner "."

word
    : NAME | STRING | DATE | NUMBER | DURATION | soft
    | "," | ":" | "..." | "?" | "(" | ")"
    | "we" | "you" | "may" | "must" | "not" | "never"
    | "for" | "to" | "in" | "of" | "only" | "any" | "except" | "and" | "or"
    | "if" | "when" | "unless" | "within" | "up" | "at" | "least" | "every"
    | "before" | "after" | "on" | "promptly" | "earliest" | "latest"
    | "with" | "by" | "under" | "citing" | "notwithstanding" | "subject to"
    | "as" | "deem" | "given"

/* --- headings and names ------------------------------------------------ */

head
    : name opt_string           { $$ = build_head($1, $2); }
    | error                     { $$ = build_unnamed(reader, @$); }

/* What a heading holds that does not belong there is passed over. */
open
    : "{"
    | error "{"                 { yyerrok; }

name
    : NAME
    | soft                      { $$ = build_word(reader, @$); }

/* Words that open something, and are names everywhere else. */
soft
    : KIND
    | "policy" | "import" | "renamed" | "section" | "system" | "test"
    | "translation" | "pack" | "require" | "expect" | "prove" | "allow" | "deny" | "silent"

opt_string
    : %empty                    { $$ = build_no_string(); }
    | STRING

opt_citing
    : %empty                    { $$ = build_no_string(); }
    | "citing" STRING           { $$ = $2; }

%%

static int yyreport_syntax_error(const yypcontext_t *context,
                                 struct reader *reader)
{
    (void)context;
    message_unexpected(reader);
    return 0;
}

/* Bison says everything through the function above; what it says here is that
 * its stack is full, which the driver sees by the return value. */
static void yyerror(const struct span *span, struct reader *reader,
                    const char *message)
{
    (void)span;
    (void)reader;
    (void)message;
}

bool parser_accepts(yypstate *state, int token)
{
    return yy_lac(state->yyesa, &state->yyes, &state->yyes_capacity,
                  state->yyssp, YYTRANSLATE(token)) == 0;
}

bool parser_recovers(const yypstate *state)
{
    return state->yyerrstatus == 3;
}

bool parser_settled(const yypstate *state)
{
    return state->yyerrstatus == 0;
}

const char *parser_word(int token)
{
    return yysymbol_name(YYTRANSLATE(token));
}

size_t parser_expected(yypstate *state, const char **words, size_t limit)
{
    yysymbol_kind_t symbols[YYNTOKENS];
    yypcontext_t context = { state, SYM_YYEMPTY, NULL };
    int found = yypcontext_expected_tokens(&context, symbols, YYNTOKENS);
    size_t count = 0;

    for (int at = 0; at < found && count < limit; at++)
        words[count++] = yysymbol_name(symbols[at]);
    return count;
}
