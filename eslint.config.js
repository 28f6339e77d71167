import next from '@next/eslint-plugin-next'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const tests = ['**/*.test.ts', '**/*.test.tsx', '**/*.contract.ts', 'e2e/**', 'bench/**']
const typed = ['**/*.ts', '**/*.tsx']
const environmentReaders = ['**/env.ts', 'infra/**', 'next.config.js', 'prisma.config.ts', 'vitest.config.ts', ...tests]

// Next asks for default exports in exactly these places, a tool for that of its configuration, vitest for that of a reporter.
const nextRoutes =
  'web/app/**/{page,layout,template,loading,error,global-error,not-found,default,route,sitemap,robots,manifest}.{ts,tsx}'
const defaultExporters = [nextRoutes, 'web/server/i18n/request.ts', 'web/i18n/request.ts', '**/*.config.{js,mjs,ts}', '**/*.cjs', 'infra/testing/tried-again.ts']

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a default export is renamed silently at every import.',
}
const envByName = { name: 'node:process', importNames: ['env'], message: "Read the environment in the process's env.ts only." }
// A client component is recognised by its directive, which the dependency rules cannot see; this rule stands in for them.
const clientImport = 'Program:has(> ExpressionStatement[directive="use client"]) > ImportDeclaration'
const clientBoundary = [
  {
    selector: `${clientImport}[importKind!="type"][source.value=/(^#web\\u002Fserver\\u002F|\\u002Fserver\\u002F)/]`,
    message: 'A client component reaches the server through an action, never by import.',
  },
  {
    selector: `${clientImport}[source.value=/^(#prisma\\u002F|@prisma\\u002F|pg$|node:)/]`,
    message: 'A client component knows presented data only: no Prisma, no database, no Node.',
  },
]

export default defineConfig(
  globalIgnores(['node_modules/', '**/.next/', '.data/', 'prisma/generated/', 'web/public/viewer-engine/', 'coverage/', '**/next-env.d.ts']),
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'max-lines': ['error', { max: 300 }],
    },
  },
  {
    files: typed,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false, 'ts-expect-error': true },
      ],
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // An implementation of an asynchronous port may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Wire tables and branded ids infer their types from one mention.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', noDefaultExport, ...clientBoundary],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: "Read the environment in the process's env.ts only." },
      ],
      'no-restricted-imports': [
        'error',
        { paths: [envByName] },
      ],
    },
  },
  // A component's markup counts as lines of its function.
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }] } },
  {
    files: ['web/**/*.{ts,tsx}'],
    plugins: { '@next/next': next, 'react-hooks': reactHooks },
    settings: { next: { rootDir: 'web/' } },
    rules: {
      ...next.configs.recommended.rules,
      ...next.configs['core-web-vitals'].rules,
      ...reactHooks.configs.flat['recommended-latest'].rules,
      '@next/next/no-html-link-for-pages': 'off',
      // Pictures come from our own write-once store behind an access check; the optimiser would cache them outside of it.
      '@next/next/no-img-element': 'off',
    },
  },
  {
    files: ['web/**/*.{ts,tsx}'],
    ignores: ['web/ui/link.tsx'],
    rules: { 'no-restricted-imports': ['error', { paths: [envByName, { name: 'next/link', message: 'Take `Link` of web/ui/link.tsx: it fetches nothing before it is taken.' }] }] },
  },
  // What a process prints may hold a patient's data; the logger's closed field type cannot.
  {
    files: ['core/**', 'contract/**', 'adapters/**', 'prisma/**', 'web/**', 'signaling/**', 'sfu/**', 'jobs/**'],
    ignores: [...tests, 'prisma/seed/main.ts'],
    rules: { 'no-console': 'error' },
  },
  { files: defaultExporters, rules: { 'no-restricted-syntax': ['error', ...clientBoundary] } },
  { files: environmentReaders, rules: { 'no-restricted-properties': 'off', 'no-restricted-imports': 'off' } },
  {
    files: tests,
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
)
