/** One guard taken away: a function of core that now grants everything, or a row-level policy that now lets every row pass. */
export interface Mutant {
  readonly kind: 'core' | 'sql'
  /** `core/case/policy.ts#mayViewCase`, or `consult_case.parties`. */
  readonly name: string
}

/** Neither crosses into the next declaration; what is declared may stand on several lines. */
const constant = String.raw`const (\w+) = (?:async )?\((?:(?!\nexport |=>)[\s\S])*?\): (?:boolean|Promise<boolean>) =>`
const declared = String.raw`(?:async )?function (\w+)\((?:(?!\nexport )[\s\S])*?\): (?:boolean|Promise<boolean>) \{`
const guards = new RegExp(`^export (?:${constant}|${declared})`, 'gm')
const saysMay = /^may[A-Z]/

/** The functions of a module that answer yes or no to somebody: in a policy all, elsewhere those that are named so. */
export const guardsIn = (file: string, source: string): readonly Mutant[] =>
  [...source.matchAll(guards)]
    .map(([, asConstant, asFunction]) => asConstant ?? asFunction ?? '')
    .filter((name) => file.endsWith('/policy.ts') || saysMay.test(name))
    .map((name) => ({ kind: 'core', name: `${file}#${name}` }))

/** The source with one of its guards granting everything. */
export function withoutGuard(source: string, guard: string): string {
  const open = `export const ${guard} = (): boolean => true\n`
  return source
    .replace(new RegExp(`^export const ${guard} = `, 'm'), `${open}export const ${guard}Before = `)
    .replace(new RegExp(`^export (async )?function ${guard}\\(`, 'm'), (_whole, wait: string | undefined) => `${open}export ${wait ?? ''}function ${guard}Before(`)
}

/**
 * The row-level policies that stand, whatever the migration that made them; asked of the catalogue, since many are made in a loop.
 * What lets every row pass as it is has nothing to take away.
 */
export const standingPolicies = `
  SELECT tablename || '.' || policyname AS name FROM pg_policies
  WHERE schemaname = 'public' AND (coalesce(qual, 'true') <> 'true' OR coalesce(with_check, 'true') <> 'true')
  ORDER BY name`

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

/** Every n-th, beginning with the k-th: `2/4` is the second quarter of a list that four machines share. */
export function shareOf<T>(all: readonly T[], share: string): readonly T[] {
  const [part = Number.NaN, parts = Number.NaN] = share.split('/').map(Number)
  if (!Number.isInteger(part) || !Number.isInteger(parts) || part < 1 || part > parts) throw new Error(`not a share: ${share}; 2/4 is the second quarter`)
  return all.filter((_one, index) => index % parts === part - 1)
}
