/** One guard taken away: a function of a policy module that now grants everything, or a row-level policy that now lets every row pass. */
export interface Mutant {
  readonly kind: 'core' | 'sql'
  /** `core/case/policy.ts#mayViewCase`, or `consult_case.parties`. */
  readonly name: string
}

const guards = /^export (?:const (\w+) = [^\n]*\): boolean =>|function (\w+)\([^\n]*\): boolean \{)/gm

/** The functions of a policy module that answer yes or no. */
export const guardsIn = (file: string, source: string): readonly Mutant[] =>
  [...source.matchAll(guards)].map(([, asConstant, asFunction]) => ({ kind: 'core', name: `${file}#${asConstant ?? asFunction ?? ''}` }))

/** The source with one of its guards granting everything. */
export function withoutGuard(source: string, guard: string): string {
  const open = `export const ${guard} = (): boolean => true\n`
  return source
    .replace(new RegExp(`^export const ${guard} = `, 'm'), `${open}export const ${guard}Before = `)
    .replace(new RegExp(`^export function ${guard}\\(`, 'm'), `${open}export function ${guard}Before(`)
}

/** The row-level policies that stand after the migrations have run in their order. */
export function policiesAfter(migrations: readonly string[]): readonly Mutant[] {
  const standing = new Set<string>()
  for (const [, verb = '', policy = '', table = ''] of migrations.join('\n').matchAll(/(CREATE|DROP) POLICY (?:IF EXISTS )?(\w+) ON (\w+)/gi)) {
    if (verb.toUpperCase() === 'CREATE') standing.add(`${table}.${policy}`)
    else standing.delete(`${table}.${policy}`)
  }
  return [...standing].map((name) => ({ kind: 'sql', name }))
}

/** What takes a row-level policy away: it stays, and lets every row pass. */
export const withoutPolicy = (name: string): string => `
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT * FROM pg_policies WHERE tablename || '.' || policyname = '${name.replace(/[^\w.]/g, '')}' LOOP
    EXECUTE format('ALTER POLICY %I ON %I', one.policyname, one.tablename)
      || CASE WHEN one.qual IS NULL THEN '' ELSE ' USING (true)' END
      || CASE WHEN one.with_check IS NULL THEN '' ELSE ' WITH CHECK (true)' END;
  END LOOP;
END $$;
`

/** The row-level policy that this run does without, if it does. */
export const removedPolicy = (): string | undefined => process.env['MUTANT_POLICY']
