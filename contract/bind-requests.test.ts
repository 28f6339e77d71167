import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ok } from '#core/shared/result.ts'
import { bindRequests } from './bind-requests.ts'
import { request } from './define.ts'

const table = { say: request({ input: z.object({ text: z.string() }), output: z.object({}), refusals: [] }) } as const

/** Asks over a line that binds the table, and counts what reached the handler. */
async function say(input: unknown): Promise<{ readonly answer: unknown; readonly reached: number }> {
  const line = new EventEmitter()
  let reached = 0
  bindRequests(line, table, { handlers: { say: async () => ok((reached += 1) > 0 ? {} : {}) }, onFailure: () => undefined })
  const answer = await new Promise((resolve) => line.emit('say', input, resolve))
  return { answer, reached }
}

describe('a request', () => {
  it('that the table and the database take reaches its handler', async () => {
    expect(await say({ text: 'Chuyển mổ 𝕏' })).toEqual({ answer: { ok: true, value: {} }, reached: 1 })
  })

  it('whose handler throws is answered by what the process knows of it', async () => {
    const answerOf = (failureOf?: () => 'wire.unavailable'): Promise<unknown> => {
      const line = new EventEmitter()
      bindRequests(line, table, { handlers: { say: () => Promise.reject(new Error('x')) }, onFailure: () => undefined, ...(failureOf !== undefined && { failureOf }) })
      return new Promise((resolve) => line.emit('say', { text: 'x' }, resolve))
    }
    expect(await answerOf()).toEqual({ ok: false, error: 'wire.failed' })
    expect(await answerOf(() => 'wire.unavailable')).toEqual({ ok: false, error: 'wire.unavailable' })
  })

  it.each([[{ text: 'a\u0000' }], [{ text: '\ud800' }], [{}], ['x'], [null]])('%j is malformed and reaches nobody', async (input) => {
    expect(await say(input)).toEqual({ answer: { ok: false, error: 'wire.malformed' }, reached: 0 })
  })
})
