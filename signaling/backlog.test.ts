import { describe, expect, it } from 'vitest'
import { createLogger } from '#adapters/observability/logger.ts'
import { Backlog } from './backlog.ts'

const silent = createLogger({ component: 'signaling', level: 'silent' })
const out = Object.assign(new Error('cannot execute INSERT in a read-only transaction'), { code: '25006' })

/** Work that fails so many times before it succeeds, and says in what order it was done. */
function recorder() {
  const done: string[] = []
  const tries = new Map<string, number>()
  const work = (name: string, failures: number, cause: Error) => async (): Promise<void> => {
    const before = tries.get(name) ?? 0
    tries.set(name, before + 1)
    if (before < failures) throw cause
    done.push(name)
  }
  return { done, tries, work }
}

describe('the backlog', () => {
  it('waits while the database is out, and then writes everything once and in order', async () => {
    const backlog = new Backlog(silent, { first: 1, most: 2 })
    const { done, tries, work } = recorder()
    backlog.add(work('a', 3, out))
    backlog.add(work('b', 0, out))
    const last = new Promise<void>((resolve) => backlog.add(async () => resolve()))
    await last
    expect(done).toEqual(['a', 'b'])
    expect([...tries]).toEqual([['a', 4], ['b', 1]])
  })

  it('does not wait for what fails by itself', async () => {
    const backlog = new Backlog(silent, { first: 1, most: 2 })
    const { done, tries, work } = recorder()
    backlog.add(work('a', 9, new Error('a bug')))
    backlog.add(work('b', 0, out))
    await backlog.settled()
    expect(done).toEqual(['b'])
    expect(tries.get('a')).toBe(1)
  })

  it('ends with its process although the database stays out', async () => {
    const backlog = new Backlog(silent, { first: 60_000, most: 60_000 })
    const { done, tries, work } = recorder()
    backlog.add(work('a', 99, out))
    await Promise.resolve()
    await backlog.settled()
    expect(done).toEqual([])
    expect(tries.get('a')).toBeLessThanOrEqual(2)
  })
})
