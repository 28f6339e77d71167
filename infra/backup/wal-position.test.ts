import { describe, expect, it } from 'vitest'
import { parsePosition, segmentBytes, segmentName, segmentStart, startOfSegment, writePosition } from './wal-position.ts'

describe('a position in the log', () => {
  it('is read and written as PostgreSQL does', () => {
    for (const text of ['0/1000000', '16/B374D848', 'FF/FFFFFFFF', '0/0']) expect(writePosition(parsePosition(text))).toBe(text)
    expect(() => parsePosition('x')).toThrow('not a position')
  })

  it('lies in the file that pg_walfile_name names', () => {
    expect(segmentName(1, parsePosition('0/1000028'))).toBe('000000010000000000000001')
    expect(segmentName(1, parsePosition('16/B374D848'))).toBe('0000000100000016000000B3')
    expect(segmentName(2, parsePosition('1/0'))).toBe('000000020000000100000000')
  })

  it('finds the beginning of a file by its name', () => {
    const at = parsePosition('16/B374D848')
    expect(startOfSegment(segmentName(3, at))).toEqual({ timeline: 3, start: segmentStart(at) })
    expect(segmentStart(at) % BigInt(segmentBytes)).toBe(0n)
    for (const other of ['00000001.history', '000000010000000000000001.partial', 'x']) expect(startOfSegment(other)).toBe(null)
  })
})
