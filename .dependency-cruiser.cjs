/**
 * Who may import whom (docs/ARCHITECTURE.md). A domain is a folder of packages/core/src; kernel and table are not domains.
 */
const DOMAINS =
  'tenancy|identity|courtyard|governance|renewal|timebank|learning|incubation|partners|importing|reporting|messaging|audit|personal';

/** Files of a domain that read or write; every other one is a noun: rules and types. A new one is named here on purpose. */
const WITH_IO =
  'account-move|record-move|chain|entities|list-audit|operations|drafts|public|anonymous-person|anonymous-volunteer|erasures|find-by-id-number|forget|key-change|reveal|seals|stored-person|correction|discard|import-sums|meetings-of-several|moved-opinions|on-behalf-of|own|post-service-record|provisioning|raised-at|record-change|sealing|sending|wanted|[a-z-]+-operations|record|rewrite-user|sign-in-code|sign-in-tries|unique-name';

/** Importing is a job more than a noun: what is read of a ledger and judged is pure, what takes it along is not. */
const IMPORTING_WITH_IO =
  '^packages/core/src/importing/(job/.+|findings|forget|inspection|intake|onboarding|rejects|uploads)\\.ts$';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      'A cycle has no beginning to read from.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'ledger-imports-nothing',
      'packages/ledger is pure double entry.',
      { path: '^packages/ledger/src' },
      { pathNot: '^packages/ledger/src' },
    ),
    forbid(
      'core-stands-alone',
      'ledger ← core ← functions: core knows nothing of what serves it.',
      { path: '^packages/core/src' },
      { path: '^(functions|web|infra|packages/cli|test|scripts)/' },
    ),
    forbid(
      'kernel-knows-no-domain',
      'The kernel and the table are below every domain.',
      { path: '^packages/core/src/(kernel|table)/' },
      { path: `^packages/core/src/(${DOMAINS})/` },
    ),
    forbid(
      'kernel-does-no-io',
      'The kernel takes clock, ids and table as arguments; only the type of the table is named.',
      { path: '^packages/core/src/kernel/' },
      {
        path: '(^packages/core/src/table/|node_modules/(@aws-sdk|electrodb))',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'domains-meet-at-their-face',
      'Another domain is reached through its index.ts only.',
      { path: `^packages/core/src/(${DOMAINS})/` },
      {
        path: `^packages/core/src/(${DOMAINS})/.+`,
        pathNot: [
          '^packages/core/src/$1/',
          `^packages/core/src/(${DOMAINS})/(index|ledger-files/index)\\.ts$`,
        ],
      },
    ),
    forbid(
      'nouns-do-no-io',
      'A noun is rules and types. What reads or writes is operations, entities, drafts or a job.',
      {
        path: '^packages/core/src/(courtyard|governance|renewal|timebank|learning|incubation|partners|messaging|audit|tenancy|reporting|identity|importing)/',
        pathNot: [`/(index|${WITH_IO})\\.ts$`, IMPORTING_WITH_IO],
      },
      {
        path: `(^packages/core/src/[^/]+/((points|hours|rules|recognition|volunteers|activities|finding|catalogue|stock|needs)/)?(${WITH_IO})\\.ts$|${IMPORTING_WITH_IO}|node_modules/(@aws-sdk|electrodb)/|^node:(fs|net|http))`,
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'functions-enter-core-by-its-faces',
      'functions, cli and infra use the packages by their published entries.',
      { path: '^(functions|infra|packages/cli)/src' },
      {
        path: '^packages/core/src/',
        pathNot: '^packages/core/src/([^/]+/index|table/names|importing/ledger-files/index)\\.ts$',
      },
    ),
    forbid(
      'lambda-never-holds-local-conveniences',
      'Demo sign-ins and the operator token live in functions/src/local; no bundle of a deployed stack may contain them.',
      { path: '^functions/src/(api|auth|lambda|stream)/' },
      { path: '^(functions/src/local|packages/cli|scripts)/' },
    ),
    forbid(
      'api-never-loads-better-auth',
      'It doubles the cold start; signing in is a function of its own.',
      { path: '^functions/src/(api|stream)/' },
      { path: '(^functions/src/auth/|node_modules/better-auth/)' },
    ),
    forbid(
      'web-takes-types-only',
      'The site reaches data through the API it is handed.',
      { path: '^web/src' },
      { path: '^(functions|packages|infra)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'infra-knows-names-only',
      'Of core, infra imports key and index names; of functions, nothing but where the entries lie.',
      { path: '^infra/src' },
      { path: '^(packages|functions|web)/', pathNot: '^packages/core/src/table/names\\.ts$' },
    ),
    forbid(
      'cli-uses-http',
      'The command line is a client like any other.',
      { path: '^packages/cli' },
      { path: '^(packages/(core|ledger)|functions|web|infra)/' },
    ),
    forbid(
      'nothing-shipped-imports-tests',
      'Test support stays in test.',
      { path: '^(packages|functions|web|infra)/' },
      { path: '^test/' },
    ),
    forbid(
      'resolvable',
      'An import that leads nowhere.',
      { pathNot: '^web/' },
      { couldNotResolve: true, pathNot: '^(linli:site|aws-lambda)$' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.build|/build/|\\.svelte-kit|cdk\\.out|/paraglide/)' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.svelte'],
    },
  },
};
