import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeAutosaver, type SaveAnswer } from './autosaver.ts'

type Code = 'case.changed-elsewhere' | 'case.wrong-state'

const saved = (revision: number): SaveAnswer<Code> => ({ ok: true, value: { revision, at: '2026-11-21T12:42:00.000Z' } })

function setUp(answers: (SaveAnswer<Code> | 'lost' | Promise<SaveAnswer<Code>>)[]) {
  const calls: { readonly draft: string; readonly revision: number }[] = []
  const saver = makeAutosaver<string, Code>({
    draft: 'a', revision: 1, pause: 700, retry: 4000,
    save: async (draft, revision) => {
      calls.push({ draft, revision })
      const answer = answers.shift() ?? saved(revision + 1)
      if (answer === 'lost') throw new Error('network')
      return answer
    },
  })
  return { saver, calls }
}

describe('the autosave', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('saves once after a pause in typing, upon the revision it was given', async () => {
    const { saver, calls } = setUp([])
    saver.change('ab')
    saver.change('abc')
    expect(saver.state().kind).toBe('unsaved')
    await vi.advanceTimersByTimeAsync(700)
    expect(calls).toEqual([{ draft: 'abc', revision: 1 }])
    expect(saver.state()).toEqual({ kind: 'saved', at: '2026-11-21T12:42:00.000Z' })
    saver.change('abcd')
    await vi.advanceTimersByTimeAsync(700)
    expect(calls[1]).toEqual({ draft: 'abcd', revision: 2 })
  })

  it('saves what was typed during a save right after it, never two at once', async () => {
    let answer: (value: SaveAnswer<Code>) => void = () => undefined
    const { saver, calls } = setUp([new Promise((resolve) => (answer = resolve))])
    saver.change('ab')
    await vi.advanceTimersByTimeAsync(700)
    saver.change('abc')
    await vi.advanceTimersByTimeAsync(5000)
    expect(calls).toHaveLength(1)
    answer(saved(2))
    await vi.advanceTimersByTimeAsync(0)
    expect(calls[1]).toEqual({ draft: 'abc', revision: 2 })
    expect(saver.state().kind).toBe('saved')
  })

  it('keeps the words while the line is lost and saves them when it is back', async () => {
    const { saver, calls } = setUp(['lost', 'lost'])
    saver.change('ab')
    await vi.advanceTimersByTimeAsync(700)
    expect(saver.state().kind).toBe('offline')
    await vi.advanceTimersByTimeAsync(8000)
    expect(calls).toHaveLength(3)
    expect(saver.state().kind).toBe('saved')
  })

  it('never writes over a colleague', async () => {
    const { saver, calls } = setUp([{ ok: false, code: 'case.changed-elsewhere' }])
    saver.change('ab')
    await vi.advanceTimersByTimeAsync(700)
    saver.change('abc')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(calls).toHaveLength(1)
    expect(saver.state()).toEqual({ kind: 'refused', code: 'case.changed-elsewhere' })
  })

  it('says before sending whether the newest words are held', async () => {
    const { saver } = setUp([saved(2), 'lost'])
    expect(await saver.flush()).toBe(true)
    saver.change('ab')
    expect(await saver.flush()).toBe(true)
    saver.change('abc')
    expect(await saver.flush()).toBe(false)
    saver.close()
  })
})
