/*
 * The rooms of the house and who may enter which. A rule reads: nothing in `from` imports `to`.
 *
 *   app, views, endpoints, jobs -> services -> domain
 *   collections -> hooks -> services; access -> domain; payload.config -> everything
 */
const REACT_AND_NEXT = '^node_modules/(@payloadcms/(ui|next)|react|react-dom|next)(/|$)'
const PIXELS = ['^src/views/', '^src/app/']

/** One room and what it must not know. */
const closed = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to },
})

/** One room that may know nothing but what is listed. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
})

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only(
      'domain-is-pure',
      '^src/domain/',
      ['^src/domain/', '^node_modules/zod/'],
      'What is true stays true without Payload, database and clock.',
    ),
    only(
      'shipped-is-data',
      '^src/shipped/',
      ['^src/shipped/', '^src/domain/'],
      'Shipped configuration is typed data.',
    ),
    closed(
      'collections-declare',
      '^collections/',
      ['^src/services/', '^src/db/', ...PIXELS, REACT_AND_NEXT],
      'A collection says what is stored; hooks say when something happens.',
    ),
    closed(
      'access-decides-without-asking',
      '^access/',
      ['^src/(db|services|endpoints|jobs|integrations)/', '^(hooks|collections)/', ...PIXELS],
      'Access is judged from the matrix; rows are filtered by a Where.',
    ),
    closed(
      'hooks-adapt',
      '^hooks/',
      ['^src/(endpoints|jobs)/', '^collections/', ...PIXELS, REACT_AND_NEXT],
      'A hook takes what Payload gives and calls the domain or a service.',
    ),
    closed(
      'services-know-no-caller',
      '^src/services/',
      ['^src/(endpoints|jobs)/', '^(hooks|collections)/', ...PIXELS, REACT_AND_NEXT],
      'A service does not know HTTP, React, or who called it.',
    ),
    closed(
      'db-is-sql',
      '^src/db/',
      ['^src/(services|endpoints|jobs|integrations)/', '^(hooks|collections)/', ...PIXELS],
      'The SQL knows tables, not use cases.',
    ),
    closed(
      'endpoints-are-thin',
      '^src/endpoints/',
      ['^src/db/', '^(hooks|collections)/', ...PIXELS],
      'An endpoint parses the request and calls a service.',
    ),
    closed(
      'jobs-are-thin',
      '^src/jobs/',
      ['^src/endpoints/', '^(hooks|collections)/', ...PIXELS],
      'A job calls a service.',
    ),
    closed(
      'integrations-leave-the-building',
      '^src/integrations/',
      ['^src/(services|endpoints|jobs)/', '^(hooks|collections)/', ...PIXELS],
      'An adapter to the outside knows nothing of the inside.',
    ),
    closed(
      'views-show',
      '^src/views/',
      ['^src/db/', '^(hooks|collections)/'],
      'Pixels ask services and the domain, never the database.',
    ),
    closed(
      'composition-root-is-the-top',
      '^(collections|hooks|access|src/(domain|services|db|endpoints|jobs|integrations|shipped|views|observability))/',
      '^payload\\.config\\.ts$',
      'The composition root imports the rooms, not the other way round.',
    ),
    closed(
      'product-needs-no-tools',
      '^(src|collections|hooks|access|migrations)/|^payload\\.config\\.ts$',
      '^(tests|scripts)/',
      'What runs in production does not import tests or scripts.',
    ),
    {
      name: 'no-circles',
      comment: 'Two modules that need each other are one, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-riddles',
      comment: 'An import that resolves to nothing.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-tools-in-the-product',
      comment: 'A production install leaves devDependencies out.',
      severity: 'error',
      from: { path: '^(src|collections|hooks|access|migrations)/|^payload\\.config\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^\\.next/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.scss'],
    },
  },
}
