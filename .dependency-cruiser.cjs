// The dependency direction of docs/architecture.md. The one boundary that paths cannot express, client components, is
// kept by eslint.config.js, which sees the 'use client' directive.
const test = String.raw`\.(test|contract)\.tsx?$|(^|/)testing\.ts$|(^|/)test-[^/]+\.ts$`
const processes = ['web', 'signaling', 'sfu', 'jobs']

/** A process may use everything below it, but never another process. */
const processesStayApart = processes.map((name) => ({
  name: `${name}-knows-no-other-process`,
  severity: 'error',
  from: { path: `^${name}/`, pathNot: test },
  to: { path: `^(${processes.filter((other) => other !== name).join('|')})/` },
}))

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-depends-on-nothing',
      comment: 'core decides and never acts: no framework, no package, no Node.',
      severity: 'error',
      from: { path: '^core/', pathNot: test },
      to: { pathNot: '^core/' },
    },
    {
      name: 'core-tests-stay-pure',
      severity: 'error',
      from: { path: `^core/.*(${test})` },
      to: { pathNot: '^core/|node_modules/(vitest|fast-check)/' },
    },
    {
      name: 'contract-depends-on-core-shared-and-zod',
      severity: 'error',
      from: { path: '^contract/', pathNot: test },
      to: { pathNot: '^contract/|^core/shared/|node_modules/zod/' },
    },
    {
      name: 'prisma-depends-on-core',
      comment: 'Only the demo data composes: its snapshots are written by the same adapter as real ones.',
      severity: 'error',
      from: { path: '^prisma/', pathNot: `${test}|^prisma/seed/(main|images)\\.ts$` },
      to: { path: '^(contract|adapters|web|signaling|sfu|jobs|infra|e2e|bench)/' },
    },
    {
      name: 'adapters-depend-on-core',
      severity: 'error',
      from: { path: '^adapters/', pathNot: test },
      to: { path: '^(contract|prisma|web|signaling|sfu|jobs|infra|e2e|bench)/' },
    },
    ...processesStayApart,
    {
      name: 'product-knows-no-infra',
      comment: 'infra starts the product; the product must also start without it, in an image or under systemd.',
      severity: 'error',
      from: { path: '^(core|contract|adapters|prisma|web|signaling|sfu|jobs)/', pathNot: test },
      to: { path: '^(infra|e2e|bench)/' },
    },
    {
      name: 'features-stay-apart',
      comment: 'What two features share belongs in core, in web/ui or in web/server.',
      severity: 'error',
      from: { path: '^web/features/([^/]+)/' },
      to: { path: '^web/features/', pathNot: '^web/features/$1/' },
    },
    {
      name: 'features-and-ui-know-no-routes',
      severity: 'error',
      from: { path: '^web/(features|ui|server)/' },
      to: { path: '^web/app/' },
    },
    {
      name: 'design-system-knows-no-server',
      severity: 'error',
      from: { path: '^web/ui/' },
      to: { path: '^web/(server|features)/|^(prisma|adapters|contract)/' },
    },
    {
      name: 'browser-room-client-knows-no-server',
      comment: 'web/features/*/client runs in the browser, without a framework.',
      severity: 'error',
      from: { path: '^web/features/[^/]+/client/', pathNot: test },
      to: { path: '^web/server/|^prisma/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'production-code-uses-production-packages',
      severity: 'error',
      from: { path: '^(core|contract|adapters|prisma|web|signaling|sfu|jobs)/', pathNot: test },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|\\.data|prisma/generated)/|next-env\\.d\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
}
