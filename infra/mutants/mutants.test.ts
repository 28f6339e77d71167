import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { guardsIn, policiesAfter, withoutGuard } from './mutants.ts'

const root = join(import.meta.dirname, '../..')

describe('taking guards away', () => {
  it('finds every function of the case policy that answers yes or no', () => {
    const source = readFileSync(join(root, 'core/case/policy.ts'), 'utf8')
    const names = guardsIn('core/case/policy.ts', source).map(({ name }) => name.split('#')[1])
    expect(names).toEqual(expect.arrayContaining(['mayRequest', 'mayViewCase', 'mayViewSnapshot', 'mayEnterSession', 'mayReadMinutes']))
    expect(names).not.toContain('membershipOf')
  })

  it('grants everything in its place, whichever way it is written, and keeps the rest', () => {
    const source = 'export const mayOne = (a: A): boolean => a.ok\nexport function mayTwo(a: A): boolean {\n  return mayOne(a)\n}\n'
    expect(withoutGuard(source, 'mayOne')).toBe('export const mayOne = (): boolean => true\nexport const mayOneBefore = (a: A): boolean => a.ok\nexport function mayTwo(a: A): boolean {\n  return mayOne(a)\n}\n')
    expect(withoutGuard(source, 'mayTwo')).toContain('export const mayTwo = (): boolean => true\nexport function mayTwoBefore(a: A)')
  })

  it('knows the row-level policies that stand, not those that a later migration dropped', () => {
    expect(policiesAfter(['CREATE POLICY one ON a USING (x);\nCREATE POLICY two ON a USING (x);', 'DROP POLICY one ON a;'])).toEqual([{ kind: 'sql', name: 'a.two' }])
    const folder = join(root, 'prisma/migrations')
    const migrations = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => name).sort()
    expect(policiesAfter(migrations.map((name) => readFileSync(join(folder, name, 'migration.sql'), 'utf8'))).length).toBeGreaterThan(80)
  })
})
