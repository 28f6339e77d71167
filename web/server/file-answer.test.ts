import { describe, expect, it } from 'vitest'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { answerFile } from './file-answer.ts'

const file = brandId<Sha256>('a'.repeat(64))
const etag = `"${file}"`
/** Longer than one piece, so that a whole answer is put together from several. */
const bytes = Uint8Array.from({ length: 1024 ** 2 + 10 }, (_, at) => at % 251)

async function ask(headers: Readonly<Record<string, string>> = {}) {
  const reads: number[] = []
  const answer = await answerFile({ file, mediaType: 'video/mp4' }, new Headers(headers), async (from, length) => {
    reads.push(length)
    return { bytes: bytes.subarray(from, from + length), size: bytes.length }
  })
  if (answer === null) throw new Error('not there')
  return { status: answer.status, headers: answer.headers, body: answer.body === null ? null : await answer.bytes(), reads }
}

describe('a picture, clip or document', () => {
  it('comes whole, in pieces of at most a mebibyte, kept by the reader alone', async () => {
    const { status, headers, body, reads } = await ask()
    expect([status, headers.get('content-length'), headers.get('etag'), headers.get('content-type')]).toEqual([200, String(bytes.length), etag, 'video/mp4'])
    expect(headers.get('cache-control')).toContain('private')
    expect(headers.get('vary')).toBe('Cookie')
    expect(Buffer.compare(body ?? new Uint8Array(), bytes)).toBe(0)
    expect(Math.max(...reads)).toBe(1024 ** 2)
  })

  it.each([
    ['bytes=0-9', 0, 9],
    ['bytes=1048570-', 1_048_570, bytes.length - 1],
    ['bytes=-4', bytes.length - 4, bytes.length - 1],
    ['bytes=5-99999999', 5, bytes.length - 1],
  ])('comes in the stretch %s', async (range, from, to) => {
    const { status, headers, body } = await ask({ range })
    expect([status, headers.get('content-range'), headers.get('content-length')]).toEqual([206, `bytes ${from}-${to}/${bytes.length}`, String(to - from + 1)])
    expect(Buffer.compare(body ?? new Uint8Array(), bytes.subarray(from, to + 1))).toBe(0)
  })

  it.each(['bytes=9-2', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=-'])('comes whole for %s, which names no one stretch', async (range) => {
    expect((await ask({ range })).status).toBe(200)
  })

  it('names its size to who asks for what lies behind its end', async () => {
    for (const range of [`bytes=${bytes.length}-`, 'bytes=-0']) {
      const { status, headers, body } = await ask({ range })
      expect([status, headers.get('content-range'), body]).toEqual([416, `bytes */${bytes.length}`, null])
    }
  })

  it('is not sent again to who holds it', async () => {
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, body, headers } = await ask({ 'if-none-match': held, range: 'bytes=0-9' })
      expect([status, body, headers.get('etag')]).toEqual([304, null, etag])
    }
    expect((await ask({ 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('is continued only for who began with the same', async () => {
    expect((await ask({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206)
    expect((await ask({ range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200)
  })

  it('is not there when the store does not show it to this reader', async () => {
    expect(await answerFile({ file, mediaType: 'image/png' }, new Headers(), async () => null)).toBeNull()
  })
})
