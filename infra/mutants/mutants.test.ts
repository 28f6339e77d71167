import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { guardsIn, shareOf, withoutGuard } from './mutants.ts'

const root = join(import.meta.dirname, '../..')
const guardsOf = (file: string): readonly string[] => guardsIn(file, readFileSync(join(root, file), 'utf8')).map(({ name }) => name.split('#')[1] ?? '')

describe('taking guards away', () => {
  it('finds every function of the case policy that answers yes or no', () => {
    const names = guardsOf('core/case/policy.ts')
    expect(names).toEqual(expect.arrayContaining(['mayRequest', 'mayViewCase', 'mayViewSnapshot', 'mayEnterSession', 'mayReadMinutes']))
    expect(names).not.toContain('membershipOf')
  })

  it('finds those that stand beside what they guard, also where the answer has to be waited for', () => {
    expect(guardsOf('core/record/view-record.ts')).toEqual(['mayReadRecords'])
    expect(guardsOf('core/case/open-sent.ts')).toEqual(['mayOpenSent', 'mayOpenByRight'])
  })

  it('finds one whose parameters stand on lines of their own, and nothing that only counts', () => {
    const source = 'export const many = (a: A): boolean => a.many\nexport function mayOne(\n  a: A,\n  { b }: B,\n): boolean {\n  return a.ok\n}\nexport const mayTwo = (a: A): Result => no\n'
    expect(guardsIn('core/a/b.ts', source)).toEqual([{ kind: 'core', name: 'core/a/b.ts#mayOne' }])
    expect(guardsIn('core/a/policy.ts', source)).toHaveLength(2)
  })

  it('grants everything in its place, whichever way it is written, and keeps the rest', () => {
    const source = 'export const mayOne = (a: A): boolean => a.ok\nexport function mayTwo(a: A): boolean {\n  return mayOne(a)\n}\n'
    expect(withoutGuard(source, 'mayOne')).toBe('export const mayOne = (): boolean => true\nexport const mayOneBefore = (a: A): boolean => a.ok\nexport function mayTwo(a: A): boolean {\n  return mayOne(a)\n}\n')
    expect(withoutGuard(source, 'mayTwo')).toContain('export const mayTwo = (): boolean => true\nexport function mayTwoBefore(a: A)')
  })

  it('shares a list so that every one of it has its turn once', () => {
    const all = Array.from({ length: 11 }, (_, index) => index)
    expect(['1/3', '2/3', '3/3'].flatMap((share) => shareOf(all, share)).sort((a, b) => a - b)).toEqual(all)
    expect(() => shareOf(all, '4/3')).toThrow('not a share')
  })
})
